package dev.pavise.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// The tree and its proofs against the definitions, for any entries.
class MerkleLaws {
    @Provide
    Arbitrary<NaiveTree> trees() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(5)
                .list()
                .ofMaxSize(70)
                .map(NaiveTree::new);
    }

    @Property
    void appending_one_by_one_ends_at_the_root_of_the_definition(@ForAll("trees") NaiveTree tree) {
        var frontier = new Frontier();
        for (byte[] entry : tree.entries()) {
            frontier.append(Hashes.leaf(entry));
            frontier = new Frontier(frontier.size(), frontier.toBytes());
        }
        assertThat(frontier.root()).isEqualTo(tree.root());
        assertThat(Proofs.root(tree.entries().size(), tree.subtrees())).isEqualTo(tree.root());
    }

    @Property
    void each_complete_subtree_is_told_once_with_its_hash(@ForAll("trees") NaiveTree tree) {
        var frontier = new Frontier();
        Set<List<Long>> told = new HashSet<>();
        for (byte[] entry : tree.entries()) {
            long index = frontier.size();
            var completed = frontier.append(Hashes.leaf(entry));
            for (int level = 0; level < completed.size(); level++) {
                assertThat(told.add(List.of((long) level, index >> level))).isTrue();
                assertThat(completed.get(level)).isEqualTo(tree.subtrees().hash(level, index >> level));
            }
        }
        int complete = 0;
        for (int size = tree.entries().size(); size > 0; size >>= 1) complete += size;
        assertThat(told).hasSize(complete);
    }

    @Property
    void an_inclusion_proof_is_the_definition_s_and_holds(@ForAll("trees") NaiveTree tree, @ForAll int any) {
        int size = tree.entries().size();
        Assume.that(size > 0);
        int index = Math.floorMod(any, size);
        var path = Proofs.inclusion(index, size, tree.subtrees());
        assertThat(path).containsExactlyElementsOf(tree.path(index));
        byte[] leaf = Hashes.leaf(tree.entries().get(index));
        assertThat(Proofs.includes(leaf, index, size, path, tree.root())).isTrue();
    }

    @Property
    void an_inclusion_proof_holds_for_nothing_else(
            @ForAll("trees") NaiveTree tree, @ForAll int any, @ForAll int bit, @ForAll @IntRange(max = 80) int other) {
        int size = tree.entries().size();
        Assume.that(size > 1);
        int index = Math.floorMod(any, size);
        byte[] leaf = Hashes.leaf(tree.entries().get(index));
        var path = Proofs.inclusion(index, size, tree.subtrees());
        // Two entries that are the same are each included where the other is.
        boolean differs = other >= size
                || !java.util.Arrays.equals(
                        tree.entries().get(other), tree.entries().get(index));
        if (differs)
            assertThat(Proofs.includes(leaf, other, size, path, tree.root())).isFalse();
        assertThat(Proofs.includes(flipped(leaf, bit), index, size, path, tree.root()))
                .isFalse();
        assertThat(Proofs.includes(leaf, index, size, path, flipped(tree.root(), bit)))
                .isFalse();
        assertThat(Proofs.includes(leaf, index, size, damaged(path, bit), tree.root()))
                .isFalse();
        assertThat(Proofs.includes(leaf, index, size, path.subList(1, path.size()), tree.root()))
                .isFalse();
    }

    @Property
    void a_consistency_proof_is_the_definition_s_and_holds(@ForAll("trees") NaiveTree tree, @ForAll int any) {
        int to = tree.entries().size();
        int from = Math.floorMod(any, to + 1);
        var proof = Proofs.consistency(from, to, tree.subtrees());
        assertThat(proof).containsExactlyElementsOf(tree.proof(from));
        assertThat(Proofs.consistent(from, to, proof, tree.first(from).root(), tree.root()))
                .isTrue();
    }

    @Property
    void a_consistency_proof_holds_for_no_other_trees(
            @ForAll("trees") NaiveTree tree, @ForAll int any, @ForAll int bit) {
        int to = tree.entries().size();
        Assume.that(to > 1);
        int from = 1 + Math.floorMod(any, to - 1);
        byte[] was = tree.first(from).root();
        var proof = Proofs.consistency(from, to, tree.subtrees());
        assertThat(Proofs.consistent(from, to, proof, flipped(was, bit), tree.root()))
                .isFalse();
        assertThat(Proofs.consistent(from, to, proof, was, flipped(tree.root(), bit)))
                .isFalse();
        assertThat(Proofs.consistent(from, to, damaged(proof, bit), was, tree.root()))
                .isFalse();
        assertThat(Proofs.consistent(from, to, List.of(), was, tree.root())).isFalse();
    }

    private static byte[] flipped(byte[] hash, int bit) {
        byte[] other = hash.clone();
        int at = Math.floorMod(bit, 256);
        other[at >> 3] ^= (byte) (1 << (at & 7));
        return other;
    }

    private static List<byte[]> damaged(List<byte[]> path, int bit) {
        var other = new ArrayList<>(path);
        int at = Math.floorMod(bit, path.size());
        other.set(at, flipped(path.get(at), bit));
        return other;
    }
}
