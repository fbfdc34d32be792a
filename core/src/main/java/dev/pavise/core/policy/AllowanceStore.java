package dev.pavise.core.policy;

import java.util.List;

/// Where allowances live. Expired ones stay listed until somebody revokes them, so that status can say so.
public interface AllowanceStore {
    List<Allowance> all();

    void add(Allowance allowance);

    /// Whether there was one to revoke.
    boolean revoke(String rule, String server, String subject, Argument argument);

    /// A number that grows whenever anybody adds or revokes.
    long version();
}
