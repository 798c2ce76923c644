package models

import (
	"encoding/binary"
	"runtime"
	"unsafe"
)

// OpenLinear is [ReadLinear] for a file that is trusted, such as one that is part of the program. On machines that keep numbers as the
// file does, weights of type F32 stay where they are in data, take no time to read, and are not checked to be finite. The model keeps
// data, which must not be changed afterwards.
func OpenLinear(data []byte) (*Linear, error) { return readLinear(data, true) }

// inPlace returns the float32 numbers of body without copying them; ok is false where this machine reads numbers otherwise than the file keeps
// them, or only at some addresses.
func inPlace(body []byte) (w []float32, ok bool) {
	start := unsafe.SliceData(body)
	anywhere := runtime.GOARCH == "amd64" || runtime.GOARCH == "arm64"
	if binary.NativeEndian.Uint16([]byte{1, 0}) != 1 || !anywhere && uintptr(unsafe.Pointer(start))%unsafe.Alignof(float32(0)) != 0 {
		return nil, false
	}
	return unsafe.Slice((*float32)(unsafe.Pointer(start)), len(body)/4), true
}
