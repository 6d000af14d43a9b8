"""CSV as documented, and as WeChat exporters write it."""

import pytest

from monitor.event import Event
from monitor.readers import ReadOptions
from tests.monitor.readers.conftest import Read

_WECHATMSG = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"


def _text(event: Event) -> str | None:
    return event.data.message.text if event.data.message else None


def _names(event: Event) -> tuple[str | None, str | None]:
    target, inviter = event.data.target, event.data.inviter
    return target.name if target else None, inviter.person.name if inviter else None


def _wechat(read: Read, kind: str, text: str, options: ReadOptions | None = None) -> list[Event]:
    quoted = text.replace('"', '""')
    events, skipped = read(f'{_WECHATMSG}1,2,{kind},0,0,1709287200,,"{quoted}",,,,\n', "理财群.csv", options=options)
    assert skipped == []
    return events


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("time,sender_id,sender_name,role,type,text,message_id,reply_to,community_id", id="English"),
        pytest.param("时间,发送人ID,发送人,角色,类型,内容,消息ID,回复,群号", id="Chinese"),
        pytest.param(
            "Time,Sender ID,Sender Name,Role,Type,Text,Message_ID,Reply To,Community ID", id="spaces and case"
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_documented_columns_are_read_in_both_languages(read: Read, header: str, encoding: str) -> None:
    table = f'{header}\n2024-03-01 18:00:00,42,老王,群主,,"早上,\n好",m1,m0,123\n'
    (event,), skipped = read(table.encode(encoding), "x.csv", options=ReadOptions(platform="qq"))
    assert skipped == []
    assert (event.id, event.source, event.time) == ("msg:m1:1709287200", "im://qq/123", "2024-03-01T10:00:00Z")
    assert event.data.actor
    assert (event.data.actor.id, event.data.actor.name, event.data.actor.role) == ("42", "老王", "owner")
    assert event.data.message
    assert (event.data.message.text, event.data.message.reply_to_id) == ("早上,\n好", "m0")


@pytest.mark.parametrize(
    ("row", "kind", "names"),
    [
        pytest.param("2024-03-01,,join,,新人,", "member.joined", ("新人", None), id="join"),
        pytest.param("2024-03-01,,邀请,,新人,老王", "member.joined", ("新人", "老王"), id="invite"),
        pytest.param("2024-03-01,甲,退群,,,", "member.left", ("甲", None), id="leave"),
        pytest.param("2024-03-01,甲,member.muted,,乙,", "member.muted", ("乙", None), id="an event type"),
        pytest.param("2024-03-01,甲,公告,禁止广告,,", "community.notice_changed", (None, None), id="notice"),
    ],
)
def test_a_row_may_tell_of_more_than_messages(read: Read, row: str, kind: str, names: tuple[str, str]) -> None:
    (event,), _ = read(f"time,sender_name,type,text,target_name,inviter_name\n{row}\n", "x.csv")
    assert (event.type, _names(event)) == (kind, names)


def test_an_inviter_0_is_nobody(read: Read) -> None:
    (event,), _ = read("time,type,target_id,inviter_id\n2024-03-01 10:00,join,9,0\n", "x.csv")
    assert (event.data.inviter, event.data.quality.time_precision) == (None, "min")


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        pytest.param("soon,1,,x", "time", id="no time"),
        pytest.param("2024-03-01 10:00,,,x", "actor", id="nobody"),
        pytest.param("2024-03-01 10:00,1,dance,x", "type", id="unknown type"),
        pytest.param("2024-03-01 10:00,1,,x,y,z", "6 fields, expected 4", id="too many fields"),
        pytest.param('2024-03-01 10:00,1,,"x', "never closed", id="an open quote"),
        pytest.param("2024-03-01 10:00,1,," + "x" * 200_000, "131072", id="a text beyond what CSV takes"),
    ],
)
def test_a_bad_row_is_named_and_its_neighbours_are_read(read: Read, bad: str, why: str) -> None:
    good = '2024-03-01 10:00,1,,"{}"\n'
    table = "time,sender_id,type,text\n" + good.format("a") + bad + "\n" + good.format("b")
    events, skipped = read(table, "x.csv")
    assert [_text(event) for event in events] == ["a", "b"]
    assert [entry.where for entry in skipped] == ["line 3"]
    assert why in skipped[0].why


def test_what_is_said_three_times_in_a_second_is_three_messages_and_always_the_same_three(read: Read) -> None:
    table = "time,sender_id,text\n" + "2024-03-01 10:00:00,1,进群领红包\n" * 3
    ids = [event.id for event in read(table, "x.csv")[0]]
    assert ids == [ids[0], f"{ids[0]}:2", f"{ids[0]}:3"]
    assert ids == [event.data.message and event.data.message.id for event in read(table, "x.csv")[0]]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(_WECHATMSG + "1,2,1,0,0,1709287200,,早上好,2024-03-01 18:00:00,甲,A,wxid_a\n", id="WeChatMsg"),
        pytest.param(
            "消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\n77,文本,甲,2024-03-01 18:00:00,早上好,甲,A,more\n",
            id="MemoTrace",
        ),
        pytest.param(
            "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\n"
            "1,77,文本,0,wxid_a,123@chatroom,早上好,,2024-03-01 18:00:00\n",
            id="PyWxDump",
        ),
        pytest.param(
            "id,MsgSvrID,type_name,is_sender,talker,room_name,content,CreateTime\n"
            '1,77,文本,0,wxid_a,123@chatroom,"{""src"": """", ""msg"": ""早上好""}",2024-03-01 18:00:00\n',
            id="PyWxDump, wrapped",
        ),
        pytest.param(
            "id,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime\n1,77,text,0,甲,早上好,,2024-03-01T10:00:00.000Z\n",
            id="WeFlow",
        ),
        pytest.param(
            "seq,time,talker,talkerName,isChatRoom,sender,senderName,isSelf,type,subType,content\n"
            "1,2024-03-01T18:00:00+08:00,123@chatroom,群,true,wxid_a,甲,false,1,0,早上好\n",
            id="chatlog",
        ),
    ],
)
def test_wechat_exporters_are_known_by_their_columns(read: Read, table: str) -> None:
    (event,), skipped = read(table, "群.csv")
    assert skipped == []
    assert (event.type, event.time, event.data.platform) == ("message.created", "2024-03-01T10:00:00Z", "wechat")
    assert _text(event) == "早上好"
    assert event.data.community.id in {"群", "123@chatroom"}


def test_a_wechat_message_keeps_the_id_of_its_server(read: Read) -> None:
    table = "id,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime\n1,77,文本,0,wxid_a,a,,1709287200\n"
    assert [event.id for event in read(table, "群.csv")[0]] == ["77"]


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        pytest.param('"甲"邀请"乙"加入了群聊', "member.joined", [("乙", "甲")], id="invited"),
        pytest.param('"甲"邀请"乙、丙"加入了群聊', "member.joined", [("乙", "甲"), ("丙", "甲")], id="invited two"),
        pytest.param('你邀请"乙"加入了群聊  撤销', "member.joined", [("乙", "你")], id="I invited"),
        pytest.param(
            '"甲"邀请你加入了群聊，群聊参与人还有：乙、丙', "member.joined", [("你", "甲")], id="I was invited"
        ),
        pytest.param('"甲"邀请你和"乙"加入了群聊', "member.joined", [("你", "甲"), ("乙", "甲")], id="me and another"),
        pytest.param('" 乙"通过扫描"甲"分享的二维码加入群聊', "member.joined", [("乙", "甲")], id="scanned"),
        pytest.param('"乙"通过扫描你分享的二维码加入群聊', "member.joined", [("乙", "你")], id="scanned mine"),
        pytest.param('"乙"加入了群聊', "member.joined", [("乙", None)], id="joined"),
        pytest.param('你将"乙"移出了群聊', "member.removed", [("乙", None)], id="I removed"),
        pytest.param('你被"甲"移出群聊', "member.removed", [("你", None)], id="I was removed"),
        pytest.param('"甲"修改群名为“新群”', "community.renamed", [(None, None)], id="renamed"),
        pytest.param("群主已解散该群聊", "community.dissolved", [(None, None)], id="dissolved"),
        pytest.param("群公告：禁止广告", "community.notice_changed", [(None, None)], id="notice"),
        pytest.param('"甲"拍了拍"乙"', None, [], id="a pat says nothing"),
    ],
)
def test_wechat_grey_lines_tell_who_brought_whom(
    read: Read, text: str, kind: str | None, names: list[tuple[str | None, str | None]]
) -> None:
    events = _wechat(read, "10000", text)
    assert [_names(event) for event in events] == names
    assert {event.type for event in events} == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        pytest.param('"甲"邀请"乙"加入了群聊', "stated", id="one name"),
        pytest.param('"甲"邀请"乙、丙"加入了群聊', "derived", id="names that may be one"),
        pytest.param('"甲"邀请"丁"邀请"乙"加入了群聊', "derived", id="a name that imitates the line"),
    ],
)
def test_a_name_that_may_be_cut_wrongly_is_not_stated(read: Read, text: str, confidence: str) -> None:
    assert {event.data.inviter and event.data.inviter.confidence for event in _wechat(read, "10000", text)} == {
        confidence
    }


def test_the_exporting_account_is_known_by_its_id_when_told(read: Read) -> None:
    (event,) = _wechat(read, "10000", '你邀请"乙"加入了群聊', ReadOptions(self_id="wxid_me"))
    assert event.data.inviter
    assert event.data.inviter.person.id == "wxid_me"


def test_a_template_names_ids(read: Read) -> None:
    def link(name: str, *people: str) -> str:
        members = "".join(
            f"<member><username><![CDATA[wxid_{who}]]></username><nickname><![CDATA[{who}]]></nickname></member>"
            for who in people
        )
        return f'<link name="{name}" type="link_profile"><memberlist>{members}</memberlist></link>'

    template = '<template><![CDATA["$username$"邀请"$names$"加入了群聊]]></template>'
    people = link("username", "甲") + link("names", "乙、丙", "丁")
    xml = f'<sysmsg type="sysmsgtemplate"><plain><![CDATA[]]></plain>{template}<link_list>{people}</link_list></sysmsg>'
    events = _wechat(read, "10002", xml)
    assert [event.data.target and event.data.target.id for event in events] == ["wxid_乙、丙", "wxid_丁"]
    assert {event.data.inviter and event.data.inviter.person.id for event in events} == {"wxid_甲"}
    assert {event.data.inviter and event.data.inviter.confidence for event in events} == {"stated"}


def test_a_card_says_its_title_and_link(read: Read) -> None:
    table = _WECHATMSG + "1,2,49,5,0,1709287200,,<msg><title>稳赚</title><url>https://x.test</url></msg>,,甲,,wxid_a\n"
    (event,), _ = read(table, "群.csv")
    assert _text(event) == "稳赚\nhttps://x.test"
