/// The ledger's Merkle tree, its proofs, and the notes that sign its state.
///
/// ```
/// leaf       SHA-256(0x00 || entry)                                    RFC 9162, 2.1.1
/// node       SHA-256(0x01 || left || right)
/// note       text, blank line, signature lines                         c2sp.org/signed-note
/// signature  — NAME base64(key id || Ed25519(text))
/// key id     the first 4 bytes of SHA-256(NAME || 0x0A || 0x01 || public key)
/// checkpoint ORIGIN \n SIZE \n base64(root) \n                         c2sp.org/tlog-checkpoint
/// tile       tile/LEVEL/xNNN/NNN[.p/WIDTH], 256 hashes each            c2sp.org/tlog-tiles
/// ```
@NullMarked
package dev.pavise.ledger.tree;

import org.jspecify.annotations.NullMarked;
