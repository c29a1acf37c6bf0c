using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning.Policies;

/// <summary>Which ranges on released siblings are rewritten, and how.</summary>
public sealed record RewritePolicy
{
    /// <summary>Every range on a released sibling follows it, in its own style.</summary>
    public static RewritePolicy ReleaseKit { get; } = new();

    /// <summary>As version 2 of changesets does with <c>updateInternalDependencies: "patch"</c>.</summary>
    public static RewritePolicy Changesets2 { get; } = new() { OnlyAffected = true, Scope = RewriteScope.Every, Spelling = RangeSpelling.Changesets2 };

    /// <summary>As version 3 does.</summary>
    public static RewritePolicy Changesets3 { get; } = Changesets2 with { Spelling = RangeSpelling.Changesets3 };

    /// <summary>When ranges are rewritten. Key <c>rewrite</c>.</summary>
    public RewriteTrigger Trigger { get; init; } = RewriteTrigger.Always;

    /// <summary>When ranges of peer dependencies are, if that differs.</summary>
    public RewriteTrigger? PeerTrigger { get; init; }

    /// <summary>
    /// A package that could be released and is not keeps its ranges while they all hold. Otherwise they follow at once and are
    /// published with its next release.
    /// </summary>
    public bool OnlyAffected { get; init; }

    /// <summary>Which ranges of released packages follow their siblings.</summary>
    public RewriteScope Scope { get; init; }

    /// <summary>How ranges are rewritten.</summary>
    public RangeSpelling Spelling { get; init; }

    /// <summary>When ranges of that kind are rewritten.</summary>
    public RewriteTrigger TriggerOf(DependencyKind kind) => kind == DependencyKind.Peer ? PeerTrigger ?? Trigger : Trigger;
}
