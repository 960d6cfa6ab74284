"""Offices: titles and people of a document come in; who holds which office, for which country, goes out.

`phrases` finds and normalises office phrases, `holders` links them to people, with `counterparts`, `successions` and
`ranks` for those whom no title names; `countries` says in whose service (`company` by what stands beside the title,
`visiting_officials` where the dateline misleads), `public_figures` helps where the text names no office.

A wrong office: `phrases`, or a title in `seeds/reference/offices.yaml`. A wrong holder: `holders`. A wrong country:
`countries`.
"""
