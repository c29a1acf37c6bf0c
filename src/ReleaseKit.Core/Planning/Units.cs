using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>Divides candidates into units that share a version, and checks that each can have one.</summary>
internal static class Units
{
    /// <summary>The units, in ordinal order of their first member.</summary>
    /// <exception cref="ReleaseException">
    /// <c>RK-GROUP-CONFLICT</c>, <c>RK-PLAN-EXPLICIT</c>, <c>RK-VERSION-SYNCHRONIZE</c>, <c>RK-VERSION-BEHIND</c>, <c>RK-VERSION-ASKED</c>.
    /// </exception>
    public static ImmutableArray<VersionUnit> Form(ImmutableArray<Candidate> candidates, PlanRequest request)
    {
        var units = Cells.Divide(candidates, request).Select(Create).ToImmutableArray();
        if (request.Policy.ExplicitForAll is { Version: not null } asked && units.Length != 1)
        {
            throw new ReleaseException(PlanCodes.Explicit.Create(
                $"{asked.Summary} asks for one version, and {(units.Length == 0 ? "no package is selected" : $"{units.Length} packages or groups with versions of their own are selected")}. " +
                "Select one with ReleasePackages, or write ReleaseAs=name=version."));
        }

        var problems = units.SelectMany(Problems).ToList();
        return problems.Count == 0 ? units : throw new ReleaseException(problems);
    }

    private static VersionUnit Create(CellUnit unit)
    {
        ImmutableArray<Candidate> members = [.. unit.Cells.SelectMany(cell => cell).OrderBy(m => m.Id)];
        var versions = members.SelectMany(Versions).ToArray();
        var scheme = members.Select(m => m.Scheme).DistinctBy(s => s.Name).FirstOrDefault(s => versions.All(v => s.IsValid(v.Owner.In(s, v.Version))))
            ?? throw Incomparable(members, versions, unit.Bond);
        return new VersionUnit(unit.Cells, unit.Bond, scheme, [.. unit.Others.Where(scheme.IsValid)]);
    }

    private static IEnumerable<(Candidate Owner, string Version)> Versions(Candidate candidate)
    {
        IEnumerable<string?> versions = [candidate.Current, candidate.Baseline?.Version, candidate.Latest?.Version, candidate.AskedVersion];
        return versions.OfType<string>().Select(version => (candidate, version));
    }

    private static ReleaseException Incomparable(ImmutableArray<Candidate> members, (Candidate Owner, string Version)[] versions, UnitBond bond)
    {
        var scheme = members[0].Scheme;
        var (owner, version) = versions.First(v => !scheme.IsValid(v.Version));
        return new ReleaseException(VersionCodes.Synchronize.At(
            owner.Package.VersionLocation,
            $"{members[0].Id} and {owner.Id} must have one version, and '{version}' is no {scheme.Name} version. {bond.Remedy}"));
    }

    private static IEnumerable<Diagnostic> Problems(VersionUnit unit)
    {
        foreach (var member in Behind(unit))
        {
            var package = member.Package;
            yield return VersionCodes.Behind.At(
                package.VersionLocation ?? new SourceLocation(package.VersionFile.Value),
                $"{package.Id} declares version {package.Version}, although {PlanText.Name(member.Baseline!)} released {member.Baseline!.Version}. " +
                $"Set the version to {member.Baseline.Version}, or delete the tag if it was a mistake.");
        }

        if (unit.Asked?.Version is { } asked)
        {
            var member = unit.Members.First(m => m.AskedVersion is { } own && unit.Scheme.Compare(own, asked) == 0);
            var limit = unit.Released is { } released && unit.Scheme.Compare(asked, released) <= 0 ? $"{released} is released already"
                : unit.Scheme.Compare(asked, unit.Written) < 0 ? $"the manifest already says {unit.Written}"
                : null;
            if (limit is not null)
            {
                yield return VersionCodes.Asked.Create(
                    $"{PlanText.WhoAsked(member)} asks for version {asked} of {member.Id}, and {limit}. Ask for a higher one{(member.Asked?.Version is null ? " in a newer commit" : "")}.");
            }

            if (unit.Members.FirstOrDefault(m => m.Asked?.Version is { } own && unit.Scheme.Compare(own, asked) != 0) is { } other)
            {
                yield return VersionCodes.Asked.Create(
                    $"{other.Asked!.Summary} asks for version {other.Asked.Version} of {other.Id}, which has one version with {member.Id}, of which {asked} is asked for. Ask for one of them.");
            }
        }
    }

    /// <summary>
    /// The members whose manifest says less than their tag. Where one tag speaks for several packages, one that is new or lags
    /// behind is no contradiction while another one has the tagged version: the next release brings it along.
    /// </summary>
    private static Candidate[] Behind(VersionUnit unit)
    {
        Candidate[] behind = [.. unit.Members.Where(m => m.Baseline is { } baseline && m.Scheme.Compare(m.Current, baseline.Version) < 0)];
        if (behind.Length == 0 || unit.Members.Length == 1)
        {
            return behind;
        }

        var reached = unit.Members
            .Where(m => m.Baseline?.Tag is not null && unit.Scheme.Compare(m.Current, m.Baseline.Version) >= 0)
            .Select(m => m.Baseline!.Tag!).ToHashSet(StringComparer.Ordinal);
        return [.. behind.Where(m => m.Baseline!.Tag is not { } tag || !reached.Contains(tag))];
    }
}
