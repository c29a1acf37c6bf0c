using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>The one place in which a version is decided, for a package or for all that share one.</summary>
/// <param name="Scheme">How versions are raised and compared.</param>
/// <param name="Asked">The version that was asked for; null when none was.</param>
/// <param name="Released">The last stable version that was released; null when there is none.</param>
/// <param name="OnReleased">By how much commits, dependencies and properties raise it.</param>
/// <param name="Written">The version that manifests say.</param>
/// <param name="OnWritten">By how much change files raise that: a stable release deletes them, so those that are left come on top.</param>
/// <param name="Rules">What kind of version it is.</param>
internal sealed record VersionDecision(
    IVersionScheme Scheme, AskedVersion? Asked, string? Released, BumpLevel OnReleased, string Written, BumpLevel OnWritten, VersionRules Rules)
{
    private PrereleaseParts? _parts;
    private string? _stable;

    /// <summary>Whether some have the written prerelease already and others only wait for it, because an earlier run was interrupted.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>The version; a prerelease as <see cref="Scheme"/> writes it.</summary>
    public string Target => Exact ?? (Prerelease is { } parts ? Scheme.Prerelease(parts.Base, parts.Channel, parts.Number) : Stable);

    /// <summary>The prerelease, for packages that write it in another way; null for a stable version and for one that was asked for to the letter.</summary>
    public PrereleaseParts? Prerelease => Exact is not null || Rules.Label is null || !Rules.HasChannel ? null : _parts ??= Next(Rules.Label);

    /// <summary>The stable version, or the one that the prerelease leads to.</summary>
    public string Stable => _stable ??= Exact ?? Asked?.Version ?? (Rules.Label == Channel.Post && Rules.HasChannel ? Corrected : Highest(Scheme, [Completed, RaisedWritten, RaisedReleased])!);

    /// <summary>The strongest level asked for.</summary>
    public BumpLevel Level => (BumpLevel)Math.Max((int)OnReleased, (int)OnWritten);

    /// <summary>How much the target is above the released version, whether it is written already or not; what change files ask for when there is none.</summary>
    public BumpLevel Applied => Released is null ? OnWritten : Difference(Scheme, Released, Stable, Level);

    /// <summary>Whether the date gives no higher version than the released one, though one is asked for.</summary>
    public bool IsOutOfDate => Rules.Calendar is not null && Asked is null && Released is not null && Level > BumpLevel.None && Scheme.Compare(Stable, Released) <= 0;

    /// <summary>The level that was applied to a version, if it gives the other one, or the largest that the difference amounts to; none when there is none.</summary>
    public static BumpLevel Difference(IVersionScheme scheme, string from, string to, BumpLevel applied) =>
        scheme.Compare(from, to) >= 0 ? BumpLevel.None
        : applied > BumpLevel.None && scheme.Compare(scheme.Bump(from, applied), to) == 0 ? applied
        : scheme.Compare(scheme.Bump(from, BumpLevel.Major), to) <= 0 ? BumpLevel.Major
        : scheme.Compare(scheme.Bump(from, BumpLevel.Minor), to) <= 0 ? BumpLevel.Minor
        : BumpLevel.Patch;

    /// <summary>The highest version, the first of equal ones; null when there is none.</summary>
    public static string? Highest(IVersionScheme scheme, IEnumerable<string> versions) =>
        versions.Aggregate((string?)null, (highest, version) => highest is null || scheme.Compare(version, highest) > 0 ? version : highest);

    /// <summary>On a channel a stable version that was asked for is the base, unless a property asked for it on a line that nobody named.</summary>
    private string? Exact => Asked is { } asked && (Rules.Label is null || Scheme.IsPrerelease(asked.Version) || (asked.ByProperty && Rules.IsInherited)) ? asked.Version : null;

    /// <summary>The written version, or the stable one that it leads to.</summary>
    private string Completed => new PrereleaseLine(Scheme, []).Complete(Written);

    // A calendar's next version follows the released one; what is written is between the two.
    private string RaisedWritten => OnWritten == BumpLevel.None ? Completed
        : Rules.Calendar is null ? Scheme.Bump(Written, OnWritten)
        : Rules.Raise(Scheme, Released ?? Completed, OnWritten);

    private string RaisedReleased => Released is null || OnReleased == BumpLevel.None ? Completed : Rules.Raise(Scheme, Released, OnReleased);

    private string Corrected => Released is null ? Completed : Scheme.ReadPrerelease(Released)?.Base ?? Released;

    private PrereleaseParts Next(string label)
    {
        var written = Scheme.ReadPrerelease(Written) is { } parts && Rules.IsOnChannel(parts) && Scheme.Compare(parts.Base, Stable) == 0 ? parts : null;
        return written is not null && IsUnfinished ? written : new PrereleaseParts(Stable, label, Math.Max(Rules.NextNumber(Stable), written?.Number ?? 0));
    }
}

/// <summary>A version that was asked for outright.</summary>
/// <param name="Version">The version.</param>
/// <param name="ByProperty">Whether a property asked, not a commit.</param>
internal sealed record AskedVersion(string Version, bool ByProperty);
