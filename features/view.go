package features

import (
	"encoding/binary"
	"runtime"
	"unsafe"
)

// plain are the types whose bytes in a file and in the memory of a little-endian machine are the same: they hold numbers of fixed size only.
type plain interface {
	~uint32 | ~uint64 | node | slot
}

// littleEndian tells whether this machine keeps the bytes of numbers in the order of the file.
var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// unaligned tells whether this machine reads numbers at any address.
const unaligned = runtime.GOARCH == "amd64" || runtime.GOARCH == "arm64"

// view takes n values off the front of data without copying them: they are read where they stand, and must not be written to. ok is false
// if data is too short, or if this machine cannot read them there.
func view[T plain](data *string, n uint64) (values []T, ok bool) {
	var t T
	size := uint64(unsafe.Sizeof(t))
	start := unsafe.StringData(*data)
	if !littleEndian || n > uint64(len(*data))/size || uintptr(unsafe.Pointer(start))%unsafe.Alignof(t) != 0 && !unaligned {
		return nil, false
	}
	*data = (*data)[n*size:]
	return unsafe.Slice((*T)(unsafe.Pointer(start)), n), true
}

// bytesOf returns the memory of values, which must not be written to.
func bytesOf[T plain](values []T) []byte {
	var t T
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(values))), len(values)*int(unsafe.Sizeof(t)))
}
