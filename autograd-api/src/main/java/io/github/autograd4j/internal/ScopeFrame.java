package io.github.autograd4j.internal;

import java.util.ArrayList;
import java.util.List;

/** The handles born in a scope, in the order of birth. */
public final class ScopeFrame {
    /** Something that a scope closes. */
    public interface Member {
        /** Returns the scope that will close this, or null. */
        ScopeFrame owner();

        /** Hands this over. */
        void setOwner(ScopeFrame owner);

        /** Takes this out of all scopes; the user is to end it. */
        void keep();

        /** Ends this. */
        void closeByScope();
    }

    private final ScopeFrame parent;
    private final List<Member> members = new ArrayList<>();

    /** Creates a scope inside another, or a root if that is null. */
    public ScopeFrame(ScopeFrame parent) {
        this.parent = parent;
    }

    /** Returns the surrounding scope, or null. */
    public ScopeFrame parent() {
        return parent;
    }

    /** Takes a new-born handle, or one that another scope gives up. */
    public void add(Member member) {
        members.add(member);
        member.setOwner(this);
    }

    /** Returns the number of handles still owned. */
    public int size() {
        int count = 0;
        for (Member member : members) {
            count += member.owner() == this ? 1 : 0;
        }
        return count;
    }

    /** Closes what it still owns, the youngest first. */
    public void closeAll() {
        for (int i = members.size() - 1; i >= 0; i--) {
            Member member = members.get(i);
            if (member.owner() == this) {
                member.closeByScope();
            }
        }
        members.clear();
    }
}
