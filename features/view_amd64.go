package features

// unaligned tells that this machine reads numbers at any address.
const unaligned = true
