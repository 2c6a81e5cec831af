"""A role is a public office beside a name; one office, one fact; private people hold none."""

import pytest

from ingest.document import read_document
from ingest.extractors.role import extract
from ontology.model import Article, Role

Roles = list[tuple[str, str, str | None]]
BUREAU = "org/611024-public-security-bureau"

CASES: dict[str, tuple[str, Roles]] = {
    "head of a bureau": ("山阳县公安局局长刘建平介绍。", [("刘建平", "局长", BUREAU)]),
    "two offices, each with its body": (
        "长沙市副市长、市公安局局长张伟介绍。",
        [("张伟", "副市长", "org/430100-government"), ("张伟", "局长", "org/430100-public-security-bureau")],
    ),
    "the bureau's word shared with the office": ("山阳县公安局长刘建平介绍。", [("刘建平", "局长", BUREAU)]),
    "listed with the head of another city": (
        "吕梁市部署工作。晋中市委书记刘建平、市长张伟出席。",
        [("刘建平", "书记", "org/140700-party-committee"), ("张伟", "市长", "org/140700-government")],
    ),
    "section of the department by its level": (
        "安徽省公安厅部署行动。省厅经侦总队总队长刘建平带队。",
        [("刘建平", "经侦总队总队长", "org/340000-public-security-department")],
    ),
    "a section's head where all the police was spoken of last": (
        "山阳县公安局召开发布会。全县公安机关破案36起。反诈中心主任许丹介绍。",
        [("许丹", "反诈中心主任", BUREAU)],
    ),
    "bureau of the place, not of the ministry": (
        "公安部第九督察组到石河子市。师市党委常委、公安局局长刘建平陪同。",
        [
            ("刘建平", "常委", None),
            ("刘建平", "局长", "org/659001-public-security-bureau"),
        ],
    ),
    "the office of a task, then one of another body": (
        "长沙市召开会议。市专项办主任、市委政法委副书记刘建平介绍。",
        [("刘建平", "主任", None), ("刘建平", "副书记", "org/430100-political-legal-commission")],
    ),
    "an office is no name": ("山阳县公安局成立由局长任组长的领导小组。", []),
    "the river is no governor": ("湖北省长江干流水质稳定。", []),
    "rare surname": ("山阳县公安局政委朴英哲到会。", [("朴英哲", "政委", BUREAU)]),
    "two offices of one body": (
        "山阳县公安局党委书记、局长刘建平介绍。",
        [("刘建平", "党委书记", BUREAU), ("刘建平", "局长", BUREAU)],
    ),
    "team and bureau": (
        "公安部第九督察组组长、公安部治安管理局副局长李明到长沙。",
        [
            ("李明", "组长", "team/mps-supervision-9@a1"),
            ("李明", "副局长", "org/100000-公安部治安管理局"),
        ],
    ),
    "title with a section belongs to the bureau": (
        "山阳县公安局治安大队副大队长于明说。",
        [("于明", "治安大队副大队长", BUREAU)],
    ),
    "second officer of the same section": (
        "湖南省公安厅治安总队总队长刘鹏飞、政委聂海涛出席。",
        [
            ("刘鹏飞", "治安总队总队长", "org/430000-public-security-department"),
            ("聂海涛", "政委", "org/430000-public-security-department"),
        ],
    ),
    "titles that wait for their name behind a comma": (
        "湖南省委常委、常务副省长,湖南省安委会副主任李明带队。",
        [
            ("李明", "常委", "org/430000-party-committee"),
            ("李明", "常务副省长", "org/430000-government"),
            ("李明", "副主任", "org/430000-work-safety-commission"),
        ],
    ),
    "member of the political bureau": (
        "中共中央政治局委员、湖南省委书记周海作动员讲话。",
        [
            ("周海", "中共中央政治局委员", "org/100000-party-central-committee"),
            ("周海", "书记", "org/430000-party-committee"),
        ],
    ),
    "chair of no government": ("长沙市政协副主席李明带队。", [("李明", "副主席", None)]),
    "branch": ("长沙市芙蓉区公安分局局长刘建平出席。", [("刘建平", "局长", "org/430102-public-security-bureau")]),
    "corps": ("新疆生产建设兵团公安局局长周海出席。", [("周海", "局长", "org/660000-public-security-bureau")]),
    "party secretary": ("云南省委书记周海会见督察组。", [("周海", "书记", "org/530000-party-committee")]),
    "governor": ("湖南省省长周海出席。", [("周海", "省长", "org/430000-government")]),
    "mayors": (
        "长沙市市长李明、长沙县县长王强出席。",
        [("李明", "市长", "org/430100-government"), ("王强", "县长", "org/430121-government")],
    ),
    "spokesperson": ("山阳县公安局新闻发言人赵敏通报。", [("赵敏", "新闻发言人", BUREAU)]),
    "procurator": ("山阳县人民检察院检察长周海出席。", [("周海", "检察长", "org/611024-procuratorate")]),
    "heads of a team": (
        "公安部第九督察组组长李明、副组长赵磊带队到长沙市。",
        [("李明", "组长", "team/mps-supervision-9@a1"), ("赵磊", "副组长", "team/mps-supervision-9@a1")],
    ),
    "named to head it": ("公安部第九督察组到长沙市，由李明任组长。", [("李明", "组长", "team/mps-supervision-9@a1")]),
    "title after the name": (
        "会上，李明任湖南省公安厅副厅长。",
        [("李明", "副厅长", "org/430000-public-security-department")],
    ),
    "heads in a list": (
        "公安部组建2个督察组。\n第一组：陕西省，组长李明，副组长赵磊；\n第二组：四川省，组长王强；",
        [
            ("李明", "组长", "team/mps-supervision-1@a1"),
            ("赵磊", "副组长", "team/mps-supervision-1@a1"),
            ("王强", "组长", "team/mps-supervision-2@a1"),
        ],
    ),
    "told twice": ("山阳县公安局局长刘建平介绍。局长刘建平说。", [("刘建平", "局长", BUREAU)]),
    "without a name": ("山阳县公安局局长带队检查。", []),
    "resident": ("居民王先生说，夜里踏实。", []),
    "shopkeeper": ("海鲜店店长李强说。", []),
    "company": ("红星超市负责人王强说。", []),
    "suspect": ("嫌疑人张某强被抓获。", []),
    "gang": ("犯罪集团组长张强落网。", []),
    "reporter": ("记者李明报道。", []),
    "former": ("原长沙市副市长张伟受审。", []),
    "of that bureau": ("山阳县公安局破案36起，该局政委周海说。", [("周海", "政委", BUREAU)]),
    "after a policewoman": (
        "山阳县公安局户籍民警张丽、刑警大队大队长王强出席。",
        [("王强", "刑警大队大队长", BUREAU)],
    ),
    "another body of the same place": (
        "山阳县人民检察院检察长周海、县人民法院院长李红出席。",
        [("周海", "检察长", "org/611024-procuratorate"), ("李红", "院长", "org/611024-court")],
    ),
    "name at the text's begin": (
        "李明现任湖南省公安厅副厅长。",
        [("李明", "副厅长", "org/430000-public-security-department")],
    ),
    "bureau of the place whose mayor it is": (
        "周口市公安局部署。项城市副市长、市公安局局长王强检查。",
        [("王强", "副市长", "org/411681-government"), ("王强", "局长", "org/411681-public-security-bureau")],
    ),
    "name with a dot before a verb": (
        "山阳县公安局副局长吐尔逊江·买买提通报情况。",
        [("吐尔逊江·买买提", "副局长", BUREAU)],
    ),
    "head of a group that supervises nothing": ("山阳县运动会武术裁判组组长黄建国宣布成绩。", []),
    "bureau by its level": (
        "山阳县公安局部署行动，县局党委副书记、政委周海参加。",
        [("周海", "党委副书记", BUREAU), ("周海", "政委", BUREAU)],
    ),
    "bureau whose place nobody names": (
        "副市长、市公安局局长王强出席。",
        [("王强", "副市长", None), ("王强", "局长", None)],
    ),
    "transliterated name": (
        "山阳县公安局局长吉仁尼格，政委周海出席。",
        [("吉仁尼格", "局长", BUREAU), ("周海", "政委", BUREAU)],
    ),
    "name that ends in 和": ("水利部部长闵致和等出席。", [("闵致和", "部长", "org/100000-水利部")]),
    "name that makes a place with its office": (
        "山阳县公安局专项行动副组长沙立行讲话。",
        [("沙立行", "专项行动副组长", None)],
    ),
    "bureau of a ministry": (
        "公安部“夏季行动”办公室副主任、治安管理局副局长尹春通报。",
        [
            ("尹春", "“夏季行动”办公室副主任", "org/100000-mps"),
            ("尹春", "副局长", "org/100000-治安管理局"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_role(text: str, expected: Roles) -> None:
    assert [(fact.person, fact.role, fact.org_id) for fact in _facts(text)] == expected


def test_role_of_the_city_in_the_title() -> None:
    (fact,) = _facts("市公安局局长张伟介绍。", title="长沙警方夏夜行动")
    assert (fact.org, fact.org_id) == ("长沙市公安局", "org/430100-public-security-bureau")


def test_roles_of_a_table_go_to_the_team_of_their_row() -> None:
    table = "组别\t督察对象\t组长\t副组长\n第一组\t上海市\t李明\t周海\n第二组\t福建省\t张伟、王强\t无\n"
    document = read_document(Article("a", f"公安部派出2个督察组，分工如下：\n{table}", "a.txt"))
    assert [(fact.person, fact.role, fact.org) for fact in extract(document)] == [
        ("李明", "组长", "公安部第一督察组"),
        ("周海", "副组长", "公安部第一督察组"),
        ("张伟", "组长", "公安部第二督察组"),
        ("王强", "组长", "公安部第二督察组"),
    ]


def test_several_after_one_title_hold_the_same_office() -> None:
    facts = _facts("公安部第九督察组监督员许文、王强、温海到长沙市。")
    assert [fact.person for fact in facts] == ["许文", "王强", "温海"]
    assert len({(fact.role, fact.org_id) for fact in facts}) == 1


def test_role_shows_office_and_name() -> None:
    text = "８月１９日,,山陽縣公安局局長劉偉,,介紹情況。"
    (fact,) = _facts(text)
    assert (fact.person, fact.org) == ("刘伟", "山阳县公安局")
    assert fact.evidence.quote == text[fact.evidence.start : fact.evidence.end]
    assert fact.evidence.quote.startswith("山陽縣公安局局長劉偉")


def test_role_quotes_no_private_person() -> None:
    (fact,) = _facts("居民王先生反映后，山阳县公安局局长刘建平到场，店主赵大明称赞。")
    assert not any(name in fact.evidence.quote for name in ("王先生", "赵大明"))


def _facts(text: str, title: str | None = None) -> list[Role]:
    return list(extract(read_document(Article("a1", text, "a1.txt", title=title, published="2022-09-16"))))
