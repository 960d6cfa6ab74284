"""Readers of mail: single messages, mailboxes, Outlook's messages, web pages saved as messages."""
