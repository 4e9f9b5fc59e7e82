"""What the report says, by code: Chinese, English. Values stand in braces."""

TEXTS: dict[str, tuple[str, str]] = {
    # Files
    "bomb": (
        "声明的大小与压缩包不符",
        "declares more bytes than such an archive can hold",
    ),
    "changed": (
        "文件内容与清单 {manifests} 不符",
        "is not as {manifests} lists it",
    ),
    "changed_bytes": (
        "文件内容已改变，字节 {ranges}（现 {size} 字节，应 {said} 字节）",
        "has changed in the bytes {ranges} ({size} bytes, should be {said})",
    ),
    "damaged": ("文件损坏，无法读取", "is damaged and cannot be read"),
    "duplicate": ("同一文件出现两次", "is there twice"),
    "encrypted": ("文件被加密", "is encrypted"),
    "link": ("是链接或设备，不是文件", "is a link or a device, not a file"),
    "method": ("压缩方式不允许", "is compressed by a method that is not allowed"),
    "missing": ("缺少文件", "is missing"),
    "no_item": ("证据包中多出的文件", "is a file that the package does not name"),
    "not_as_said": (
        "文件与元数据所载摘要不符（现 {size} 字节，应 {said} 字节）",
        "is not as the metadata say ({size} bytes, should be {said})",
    ),
    "other_text": ("内容与规定不符", "has not the text that it must have"),
    "overlap": ("压缩包内条目相互重叠", "lies over another entry of the archive"),
    "same_name": (
        "与另一文件在某些系统上同名",
        "is one name with another on some systems",
    ),
    "unlisted": ("多出的文件，清单未列", "is there beside what the manifest lists"),
    "unsafe_path": ("路径不安全", "is an unsafe path"),
    # What lies around the files of a zip
    "other_zip": (
        "压缩包不是系统生成的原件，请解压后核验文件夹",
        "was not written by the system: unpack it and check the folder",
    ),
    "wrong_crc32": (
        "文件内容与压缩包所载 CRC-32 不符",
        "has not the CRC-32 that the archive declares",
    ),
    "zip_beside": (
        "压缩包的字节 {ranges} 不属于任何文件",
        "has bytes that belong to no file: {ranges}",
    ),
    "zip_directory": (
        "压缩包末尾的目录已改变，字节 {ranges}",
        "has changed in the directory at its end, in the bytes {ranges}",
    ),
    "zip_header": (
        "文件前的压缩包头已改变，压缩包字节 {ranges}",
        "has changed in the header before it, in the bytes {ranges} of the archive",
    ),
    "zip_unchecked": (
        "只核对其中的文件，未核对压缩包本身",
        "only the files in it are checked, not the archive around them",
    ),
    # Manifests and metadata
    "bad_line": ("清单的这一行格式错误", "is no line of a manifest"),
    "item_path": ("原件路径错误或重复", "is no path of an original, or is named twice"),
    "metadata_malformed": ("元数据格式错误：{place}", "has not its form at: {place}"),
    "proofs_malformed": ("证明格式错误：{place}", "has not its form at: {place}"),
    "unsorted": ("清单未按顺序排列", "is not in order"),
    # Keys and checkpoints
    "checkpoint_forged": (
        "检查点签名错误：与密钥 {key} 不符",
        "the checkpoint's signature is wrong: not of the key {key}",
    ),
    "checkpoint_malformed": (
        "不是检查点，或格式错误",
        "is no checkpoint, or is malformed",
    ),
    "checkpoint_other_key": (
        "拒绝：检查点由另一密钥签名（{key}）",
        "refused: the checkpoint is signed by another key ({key})",
    ),
    "checkpoint_other_ledger": (
        "拒绝：检查点属于另一台账（{key}）",
        "refused: the checkpoint is of another ledger ({key})",
    ),
    "forked": (
        "台账分叉：与 {other} 大小同为 {size}，根却不同",
        "the ledger is forked: {other} has the same size {size} and another root",
    ),
    "key_differs": (
        "包内密钥与给定密钥（指纹 {key}）不同",
        "holds another key than the one given (fingerprint {key})",
    ),
    "key_malformed": ("不是密钥，或格式错误", "is no key, or is malformed"),
    # Events
    "bad_event_line": (
        "台账的这一行无法读取（事件 #{after} 之后）",
        "is no event line (after event #{after})",
    ),
    "event_changed": (
        "事件内容与其摘要不符",
        "the event is not what its hash was made of",
    ),
    "event_foreign": (
        "事件不属于本包记录（{uid}）",
        "the event is of a record that is not in the package ({uid})",
    ),
    "event_hidden": ("事件内容被隐去", "the event's content is left out"),
    "event_missing": ("缺少该事件", "the event is missing"),
    "event_order": (
        "事件次序错误：在 #{after} 之后",
        "the event is out of order: after #{after}",
    ),
    "event_twice": ("事件编号重复", "the event's id is there twice"),
    "events_missing": (
        "缺少事件 #{first} 至 #{last}",
        "before it the events #{first} to #{last} are missing",
    ),
    "history_changed": (
        "台账被改写：事件 #{first} 至 #{last} 之间与检查点不符",
        "the ledger was rewritten: the events #{first} to #{last} do not lead to this checkpoint",
    ),
    "more_faults": ("另有 {count} 处问题", "{count} faults more"),
    "proof_beside": (
        "多出事件 #{seq} 的证明",
        "proves an event #{seq} that is not there",
    ),
    "proof_missing": ("没有该事件的证明", "there is no proof of the event"),
    "proof_wrong": (
        "证明不成立：该事件不在检查点的台账中",
        "the proof fails: the event is not in the checkpoint's ledger",
    ),
    "proofs_other_root": (
        "证明所用的大小或根与检查点不同",
        "has another size or root than the checkpoint",
    ),
    "truncated": (
        "台账被截断：缺少事件 #{first} 至 #{last}",
        "the ledger is cut off: the events #{first} to #{last} are missing",
    ),
    "unbound": (
        "台账没有记录这一文件：记录 {uid} 的事件中无此摘要",
        "the ledger does not know this file: no event of the record {uid} has its digests",
    ),
    # What people must know
    "compare_key": (
        "使用包内密钥 {name}，请与打印页上的指纹核对：{key}",
        "the key inside was used ({name}): compare its fingerprint with the printed page: {key}",
    ),
    "hidden_events": (
        "{count} 个事件只有时间和摘要；其位置已核对，时间未证明",
        "{count} events show time and hash alone: their places are checked, their times are not proven",
    ),
    "key_unused": (
        "文件中另有未用于签名的密钥 {name}：{key}",
        "another key is there that signed nothing here ({name}): {key}",
    ),
    "no_sm3": (
        "本机 Python 没有 SM3，未核对 SM3",
        "SM3 was not checked: this Python has none",
    ),
    "not_checked": ("此文件不在检查范围内", "was not looked at: it is no part of it"),
    "only_export_decides": (
        "检查点大小为 {size}，与包内不同；是否同一台账只能用台账导出核对",
        "is a checkpoint of another size ({size}): only an export of the ledger can decide on it",
    ),
    "unproven_events": (
        "事件 #{first} 至 #{last} 在最后一个检查点之后，尚未证明",
        "the events #{first} to #{last} came after the last checkpoint and are not proven yet",
    ),
    # What cannot be carried out
    "interrupted": ("检查被中断", "the check was interrupted"),
    "needs_checkpoint": ("需要 --checkpoint", "needs --checkpoint"),
    "needs_key": ("需要 --key", "needs --key"),
    "no_key": ("--key 不是密钥文件", "--key is no file of a key"),
    "no_such_file": ("没有这个文件", "there is no such file"),
    "unreadable": ("无法读取", "cannot be read"),
    "stumbled": ("检查无法完成（{what}）", "the check could not be finished ({what})"),
    # The last line
    "good_export": (
        "完好：台账导出，{events} 个事件，{checkpoints} 个检查点，根 {root}",
        "good: export of the ledger, {events} events, {checkpoints} checkpoints, root {root}",
    ),
    "good_package": (
        "完好：证据包 {number}，{files} 个文件，{events} 个事件，台账大小 {size}，根 {root}",
        "good: package {number}, {files} files, {events} events, ledger of {size}, root {root}",
    ),
    "not_good": ("不完好：{count} 处问题", "not good: {count} problems"),
}
