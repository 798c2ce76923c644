package classify

import (
	"crypto/sha256"
	"encoding/hex"
)

// Digest returns the SHA-256 of the model's file, in hexadecimal.
func (m *Model) Digest() (string, error) {
	h := sha256.New()
	if err := m.Write(h); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
