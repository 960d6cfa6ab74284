"""Readers of mail: single messages, mailboxes, Outlook's messages, web pages saved as messages.

Order: `messages` reads one in the form of RFC 5322, and pages saved in it; `mailboxes` cuts a file of many; `outlook`
takes Microsoft's form apart and shares the rest. Files that are attached go to the readers of their own kinds.
"""
