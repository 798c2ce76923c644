//go:build !amd64 && !arm64

package features

// unaligned tells that this machine reads numbers at any address.
const unaligned = false
