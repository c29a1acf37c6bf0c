namespace ReleaseKit.Core.Ledgers;

/// <summary>What an entry of a ledger is about.</summary>
public enum LedgerKind
{
    /// <summary>The release was begun, or taken up again.</summary>
    Plan,

    /// <summary>Manifests and changelogs.</summary>
    Apply,

    /// <summary>The release commit.</summary>
    Commit,

    /// <summary>The artifacts of a package.</summary>
    Build,

    /// <summary>The upload of a package.</summary>
    Upload,

    /// <summary>The registry serves a package.</summary>
    Live,

    /// <summary>A package was downloaded, compared, installed and loaded.</summary>
    Verify,

    /// <summary>A tag.</summary>
    Tag,

    /// <summary>The push of the branch and the tags.</summary>
    Push,

    /// <summary>Manifests that were put back.</summary>
    Restore,

    /// <summary>A published version that is taken back.</summary>
    Withdraw,

    /// <summary>The end of the release.</summary>
    Close,
}
