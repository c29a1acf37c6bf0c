using System.Collections.Immutable;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Core.Planning;

/// <summary>Refuses versions that a released package cannot have.</summary>
internal static class UnitChecks
{
    /// <exception cref="ReleaseException">
    /// <c>RK-VERSION-SYNCHRONIZE</c>, <c>RK-VERSION-CALENDAR</c>, <c>RK-CHANNEL-…</c>: for each package the first that applies.
    /// </exception>
    public static void Run(ImmutableArray<VersionUnit> units)
    {
        Diagnostic[] problems =
        [
            .. units.Select(OutOfDate).OfType<Diagnostic>(),
            .. units.SelectMany(unit => unit.ReleasedMembers().Select(member => Problem(unit, member)).OfType<Diagnostic>()),
            .. units.SelectMany(Lower),
        ];
        if (problems.Length > 0)
        {
            throw new ReleaseException(problems);
        }
    }

    private static Diagnostic? Problem(VersionUnit unit, Candidate member) =>
        Calendar(unit, member) ?? Unsupported(unit, member) ?? Unreadable(unit, member) ?? Foreign(unit, member) ?? Outside(unit, member);

    private static Diagnostic? OutOfDate(VersionUnit unit) => unit.Decision.IsOutOfDate && unit.Members.FirstOrDefault(m => m.HasIntent) is { } member
        ? VersionCodes.Calendar.At(
            member.Package.VersionLocation,
            $"{member.Id} has changes to release, and {unit.Rules.Calendar} gives no version above {unit.Released} on {unit.Rules.Date:yyyy-MM-dd}. " +
            (unit.Rules.Calendar!.Counts ? "Correct the released version's tag, or change the format." : "Add MICRO to versioning, which counts within the period, or release in the next period."))
        : null;

    private static Diagnostic? Calendar(VersionUnit unit, Candidate member)
    {
        if (unit.Members.FirstOrDefault(m => m.Versioning != member.Versioning) is { } other)
        {
            return VersionCodes.Calendar.At(
                member.Package.VersionLocation,
                $"{member.Id} has one version with {other.Id}, although one is versioned by {member.Versioning} and the other by {other.Versioning}. Set versioning alike for both.");
        }

        return member.Versioning.Calendar is { } format && !VersionRules.Accepts(member)
            ? VersionCodes.Calendar.At(
                member.Package.VersionLocation,
                $"calver:{format} makes versions such as {format.Sample()}, and {member.Id} needs {member.Scheme.Name} versions: {(format.IsPadded ? "numbers without leading zeros" : "three numbers")}. Use a format such as calver:YYYY.MM.MICRO.")
            : null;
    }

    private static Diagnostic? Unsupported(VersionUnit unit, Candidate member) => unit.Rules.Label is { } label && !member.Scheme.HasChannel(label)
        ? ChannelCodes.Unsupported.At(
            member.Package.VersionLocation,
            $"{member.Id} cannot be released on the channel {label}: {member.Scheme.Name} has no such versions. Select the packages that have them with ReleasePackages, or use another channel.")
        : null;

    private static Diagnostic? Unreadable(VersionUnit unit, Candidate member) =>
        unit.Rules is { IsInherited: true, Label: null } && unit.Asked is null && unit.Scheme.IsPrerelease(unit.Written) && !unit.Scheme.IsWorkOnStable(unit.Written)
            ? ChannelCodes.Unreadable.At(
                member.Package.VersionLocation,
                $"{member.Id} is on a line of prereleases, {unit.Written}, that is not of the form 1.2.0-beta.0, so its next version cannot be told. " +
                "Say -p:ReleaseChannel=stable to complete it, or the channel to go on with, such as -p:ReleaseChannel=rc.")
            : null;

    private static Diagnostic? Foreign(VersionUnit unit, Candidate member) => member.Scheme.IsValid(unit.TargetOf(member)) ? null
        : VersionCodes.Synchronize.At(
            member.Package.VersionLocation,
            $"{member.Id} shares its version with {unit.Members.First(m => m.Scheme.IsValid(unit.Target)).Id}, and '{unit.Target}' is no {member.Scheme.Name} version. {unit.Bond.Remedy}");

    private static Diagnostic? Outside(VersionUnit unit, Candidate member) => member.Channel?.Line is { } line && !line.Contains(unit.TargetOf(member))
        ? ChannelCodes.LeavesLine.At(
            member.Package.VersionLocation,
            $"{member.Id} would become {unit.TargetOf(member)}, which leaves the line {line}. Take the change that asks for so much to another branch, or ask for less with ReleaseAs.")
        : null;

    /// <summary>A prerelease that comes before what is out: alpha after beta, or after the stable version itself.</summary>
    private static IEnumerable<Diagnostic> Lower(VersionUnit unit) =>
        from member in unit.Members
        where unit.Rules is { Label: not null, HasChannel: true } && member.HasIntent
        where member.Newest is { } newest && member.Scheme.Compare(newest, unit.TargetOf(member)) > 0
        select ChannelCodes.Lower.At(
            member.Package.VersionLocation,
            $"{member.Id} would become {unit.TargetOf(member)}, which is lower than {member.Newest}, released already. {Advice(unit, member)}");

    private static string Advice(VersionUnit unit, Candidate member) =>
        member.Latest is not null ? $"Go on with its channel, move on to a later one (in SemVer labels order alphabetically; in PEP 440 dev, alpha, beta, rc), or ask for a higher version than {unit.Decision.Stable} with a Release-As footer."
        : $"Nothing since then asks for a higher version than {unit.Decision.Stable}; ask for one with a Release-As footer.";
}
