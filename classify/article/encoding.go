package article

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// decode returns b as UTF-8 without a byte order mark. The whole of b is tested
// for UTF-8 before anything is guessed; a guess is told in note.
func decode(b []byte, label, name string) (text, note string, err error) {
	var e encoding.Encoding
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		e = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case label != "":
		if e, err = htmlindex.Get(label); err != nil {
			return "", "", &Problem{File: name, Found: "unknown encoding " + label, Remedy: "give a name such as utf-8, windows-1251 or koi8-r"}
		}
	case bytes.IndexByte(b, 0) >= 0:
		return "", "", &Problem{File: name, Found: "a binary file (it holds NUL bytes)", Remedy: "give a text or JSONL file"}
	case utf8.Valid(b):
		return string(bytes.TrimPrefix(b, []byte("\ufeff"))), "", nil
	default:
		e, note = charmap.Windows1252, "not UTF-8: read as windows-1252, a guess; name the encoding if it is another"
	}
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return "", "", &Problem{File: name, Found: err.Error(), Remedy: "name another encoding"}
	}
	return string(bytes.TrimPrefix(out, []byte("\ufeff"))), note, nil
}
