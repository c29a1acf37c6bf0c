using System.Collections.Immutable;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Versions;
using ReleaseKit.Core.Versions.Calendar;

namespace ReleaseKit.Core.Planning;

/// <summary>What kind of version a package, or all that share one, gets.</summary>
/// <param name="Label">The label of a prerelease line; null for a stable version.</param>
/// <param name="IsInherited">Whether that follows from the written version, because no channel was asked for.</param>
/// <param name="Lines">The prereleases of each package.</param>
/// <param name="Calendar">The format of calendar versions; null for versions that grow by their changes.</param>
/// <param name="Date">The day of the release.</param>
internal sealed record VersionRules(string? Label, bool IsInherited, ImmutableArray<PrereleaseLine> Lines, CalendarFormat? Calendar, DateOnly Date)
{
    /// <summary>The rules for packages that have one version.</summary>
    /// <param name="members">The packages.</param>
    /// <param name="scheme">The scheme of the written version.</param>
    /// <param name="written">What manifests say.</param>
    public static VersionRules Of(ImmutableArray<Candidate> members, IVersionScheme scheme, string written)
    {
        var first = members[0];
        var label = first.Channel is { } channel ? channel.Label : scheme.IsPrerelease(written) ? scheme.ReadPrerelease(written)?.Channel : null;
        return new VersionRules(label, first.Channel is null, [.. members.Select(m => m.Line)], members.All(Accepts) ? first.Versioning.Calendar : null, first.Date);
    }

    /// <summary>Whether a package can have the versions that its calendar makes.</summary>
    public static bool Accepts(Candidate member) =>
        member.Versioning.Calendar is not { } format || (member.Scheme.IsValid(format.Sample()) && (!format.IsPadded || member.Scheme.AllowsLeadingZeros));

    /// <summary>Whether every package can have a version of the channel.</summary>
    public bool HasChannel => Label is null || Lines.All(line => line.Scheme.HasChannel(Label));

    /// <summary>The highest number that the next prerelease of a base must have in any of the packages.</summary>
    public long NextNumber(string stable) => Lines.Max(line => line.NextNumber(stable, Label!));

    /// <summary>Whether a prerelease is on the channel that is released.</summary>
    public bool IsOnChannel(PrereleaseParts parts) => Label is not null && Lines[0].AreSame(parts.Channel, Label);

    /// <summary>The version raised by a level, or by the date; itself when the date gives none.</summary>
    public string Raise(IVersionScheme scheme, string version, BumpLevel level) =>
        Calendar is null || level == BumpLevel.None ? scheme.Bump(version, level) : Calendar.Next(version, Date) ?? version;
}
