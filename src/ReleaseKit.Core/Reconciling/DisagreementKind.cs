namespace ReleaseKit.Core.Reconciling;

/// <summary>In what registry, tags and ledgers can disagree.</summary>
public enum DisagreementKind
{
    /// <summary>A version is live, and no tag names it.</summary>
    PackageWithoutTag,

    /// <summary>A tag names a version that its registry does not have.</summary>
    TagWithoutPackage,

    /// <summary>A tag names one thing here and another on the remote.</summary>
    TagDiffers,

    /// <summary>A tag is here and not on the remote.</summary>
    TagOnlyHere,

    /// <summary>A tag is on the remote and not here.</summary>
    TagOnlyThere,

    /// <summary>A registry serves other bytes than were uploaded.</summary>
    OtherBytes,

    /// <summary>A registry cannot be asked.</summary>
    RegistryUnknown,

    /// <summary>The remote keeps the ledger of a release that is over.</summary>
    LeftoverRef,

    /// <summary>The lease of a release that is dead.</summary>
    LeftoverLease,

    /// <summary>A release is done, and its ledger is not closed.</summary>
    UnclosedLedger,

    /// <summary>A release was interrupted, and something of it is missing.</summary>
    ReleaseInterrupted,

    /// <summary>Somebody releases at this moment.</summary>
    ReleaseRunning,

    /// <summary>Manifests are pinned or half applied, though nobody releases.</summary>
    PinnedFiles,

    /// <summary>A forge has no release for a tag whose packages are live.</summary>
    ForgeReleaseMissing,

    /// <summary>A forge's release is a draft, though the packages of its tag are live.</summary>
    ForgeReleaseDraft,

    /// <summary>A forge has a public release for a tag that is not on the remote.</summary>
    ForgeReleaseWithoutTag,
}
