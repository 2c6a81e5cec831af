"""Areas without a code of their own (高新区, 经开区, 新区): written behind the place that they lie in."""

import re

_NAME = r"(?:(?![在对到的和与等市县区省州将把被为以由于])[一-龥]){0,4}?"
_AREA = re.compile(
    rf"{_NAME}(?:高新(?:技术)?(?:产业)?(?:开发)?区|经济(?:技术)?开发区|经济技术产业开发区|经开区|综合保税区|保税区|自贸(?:试验)?区|(?:旅游)?度假区|(?:管理|农业)?示范区"
    r"|工业园区?|产业园区?|开发区|航空港区|临港新?区|新区)(?![域别间分])"
)
_LONGEST = 14
"""Characters at most of an area's name; 区 or 园 is one of them."""


def area_at(text: str, position: int) -> str:
    """Return the area that is named at a position, right behind a place; an empty string where none is."""
    end = position + _LONGEST
    if text.find("区", position, end) < 0 and text.find("园", position, end) < 0:
        return ""
    match = _AREA.match(text, position)
    return match[0] if match else ""
