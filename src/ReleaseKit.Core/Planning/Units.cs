using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>Divides candidates into units that share a version, and checks that each can have one.</summary>
internal static class Units
{
    /// <summary>The units, in ordinal order of their first member.</summary>
    /// <exception cref="ReleaseException"><c>RK-VERSION-SYNCHRONIZE</c>, <c>RK-VERSION-BEHIND</c>, <c>RK-VERSION-ASKED</c>.</exception>
    public static ImmutableArray<VersionUnit> Form(ImmutableArray<Candidate> candidates, PlanPolicy policy)
    {
        var groups = policy.Synchronize
            ? candidates.GroupBy(_ => (default(RelativePath), (SourceLocation?)null, default(PackageId)))
            : candidates.GroupBy(Place);
        var units = groups.Select(members => Create([.. members], policy)).ToImmutableArray();
        var problems = units.SelectMany(Problems).ToList();
        return problems.Count == 0 ? units : throw new ReleaseException(problems);
    }

    /// <summary>Refuses a version that a member's ecosystem does not have.</summary>
    /// <exception cref="ReleaseException"><c>RK-VERSION-SYNCHRONIZE</c>, once for each member.</exception>
    public static void CheckTargets(ImmutableArray<VersionUnit> units)
    {
        Diagnostic[] problems =
        [
            .. from unit in units
               from member in unit.ReleasedMembers()
               where !member.Scheme.IsValid(unit.Target)
               select VersionCodes.Synchronize.At(
                   member.Package.VersionLocation,
                   $"{member.Id} shares its version with {unit.Members.First(m => m.Scheme.IsValid(unit.Target)).Id}, and '{unit.Target}' is no {member.Scheme.Name} version. " +
                   "Use versions of three numbers throughout, or set synchronize = false."),
        ];
        if (problems.Length > 0)
        {
            throw new ReleaseException(problems);
        }
    }

    /// <summary>Where a version is written; a package that declares none shares it with nobody.</summary>
    private static (RelativePath, SourceLocation?, PackageId) Place(Candidate candidate) => candidate.Package is { Version: not null } package
        ? (package.VersionFile, package.VersionLocation, default)
        : (default, null, candidate.Id);

    private static VersionUnit Create(ImmutableArray<Candidate> members, PlanPolicy policy)
    {
        var versions = members.SelectMany(Versions).ToArray();
        var scheme = members.Select(m => m.Scheme).DistinctBy(s => s.Name).FirstOrDefault(s => versions.All(v => s.IsValid(v.Version)))
            ?? throw Incomparable(members, versions);
        return new VersionUnit(members, scheme, policy.MajorOnZero, policy.Synchronize);
    }

    private static IEnumerable<(Candidate Owner, string Version)> Versions(Candidate candidate)
    {
        IEnumerable<string?> versions = [candidate.Current, candidate.Baseline?.Version, candidate.AskedVersion];
        return versions.OfType<string>().Select(version => (candidate, version));
    }

    private static ReleaseException Incomparable(ImmutableArray<Candidate> members, (Candidate Owner, string Version)[] versions)
    {
        var scheme = members[0].Scheme;
        var (owner, version) = versions.First(v => !scheme.IsValid(v.Version));
        return new ReleaseException(VersionCodes.Synchronize.At(
            owner.Package.VersionLocation,
            $"{members[0].Id} and {owner.Id} must have one version, and '{version}' is no {scheme.Name} version. " +
            "Use versions of three numbers throughout, or set synchronize = false."));
    }

    private static IEnumerable<Diagnostic> Problems(VersionUnit unit)
    {
        foreach (var member in unit.Members.Where(m => IsBehind(m, unit)))
        {
            var package = member.Package;
            yield return VersionCodes.Behind.At(
                package.VersionLocation ?? new SourceLocation(package.VersionFile.Value),
                $"{package.Id} declares version {package.Version}, although {PlanText.Name(member.Baseline!)} released {member.Baseline!.Version}. " +
                $"Set the version to {member.Baseline.Version}, or delete the tag if it was a mistake.");
        }

        if (unit.Asked is { } asked)
        {
            var member = unit.Members.First(m => m.AskedVersion is { } own && unit.Scheme.Compare(own, asked) == 0);
            var limit = unit.Released is { } released && unit.Scheme.Compare(asked, released) <= 0 ? $"{released} is released already"
                : unit.Scheme.Compare(asked, unit.Written) < 0 ? $"the manifest already says {unit.Written}"
                : null;
            if (limit is not null)
            {
                yield return VersionCodes.Asked.Create(
                    $"{PlanText.WhoAsked(member)} asks for version {asked} of {member.Id}, and {limit}. Ask for a higher one in a newer commit.");
            }
        }
    }

    /// <summary>
    /// Whether the manifest says less than the tag. In a synchronised workspace one tag speaks for all, so a package that is
    /// new or lags behind is no contradiction while another one has the tagged version: the next release brings it along.
    /// </summary>
    private static bool IsBehind(Candidate member, VersionUnit unit) =>
        member.Baseline is { } baseline && member.Scheme.Compare(member.Current, baseline.Version) < 0 &&
        !(unit.Synchronized && unit.Members.Any(other =>
            other.Baseline?.Tag is { } tag && tag == baseline.Tag && unit.Scheme.Compare(other.Current, baseline.Version) >= 0));
}
