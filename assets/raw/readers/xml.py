"""Parses XML from files of users: no entity is expanded, no DTD loaded, nothing fetched.

Here belongs the hardened parser alone. What elements mean belongs to the readers.
"""

from lxml import etree  # type: ignore[import-untyped]

from assets.raw.bounds import Refused


def parse_xml(data: bytes, *, recover: bool = False) -> etree._Element:
    """The root element. Raises Refused (`bad_xml`); with `recover` only where nothing can be read."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, recover=recover, huge_tree=False, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("bad_xml", f"the file is no XML that can be read ({error}): fetch or save it again") from error
    if root is None:
        raise Refused("bad_xml", "the file holds no XML: fetch or save it again")
    return root


def local(element: etree._Element) -> str:
    """An element's name in small letters without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""
