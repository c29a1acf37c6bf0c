using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Planning;

/// <summary>Which packages may be released at all, and why the others may not.</summary>
/// <param name="Candidates">Those that may, in ordinal order of id.</param>
/// <param name="Declarations">What change files say about them.</param>
/// <param name="Skipped">The others, in ordinal order of id.</param>
/// <param name="Unselected">Those of them that another plan may release.</param>
internal sealed record Selection(
    ImmutableArray<Candidate> Candidates, Declarations Declarations, ImmutableArray<SkippedPackage> Skipped, ImmutableHashSet<PackageId> Unselected)
{
    /// <summary>Divides the packages of a workspace.</summary>
    /// <exception cref="ReleaseException">
    /// <c>RK-PLAN-GROUP</c>, <c>RK-PLAN-EXPLICIT</c>, <c>RK-VERSION-INVALID</c>, <c>RK-VERSION-ASKED</c>, and what is wrong with change files.
    /// </exception>
    public static Selection Select(PlanRequest request)
    {
        CheckGroup(request);
        var standings = request.Workspace.Packages.ToDictionary(p => p.Id, p => StandingOf(p, HistoryOf(request, p), request.Policy));
        var declarations = Declarations.Read(request, standings);
        var candidates = ImmutableArray.CreateBuilder<Candidate>();
        var problems = new List<Diagnostic>();
        problems.AddRange(request.Policy.Explicit.OrderBy(pair => pair.Key).Where(pair => !standings.GetValueOrDefault(pair.Key).MayBeReleased).Select(pair => PlanCodes.Explicit.Create(
            $"{pair.Value.Summary} is about {pair.Key}, which is not released: {DisplayText.Line(standings[pair.Key].Why!)}.")));
        foreach (var package in request.Workspace.Packages.Where(p => standings[p.Id].MayBeReleased).OrderBy(p => p.Id))
        {
            var candidate = new Candidate(package, HistoryOf(request, package), request, declarations);
            if (Problem(candidate) is { } problem)
            {
                problems.Add(problem);
            }

            candidates.Add(candidate);
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : new Selection(
            candidates.ToImmutable(), declarations,
            [.. standings.Where(pair => !pair.Value.MayBeReleased).Select(pair => new SkippedPackage(pair.Key, pair.Value.Why!)).OrderBy(s => s.Id)],
            [.. standings.Where(pair => pair.Value.IsUnselected).Select(pair => pair.Key)]);
    }

    private static PackageHistory HistoryOf(PlanRequest request, Package package) =>
        request.Histories.GetValueOrDefault(package.Id) ?? new PackageHistory(package.Id, null, []);

    private static Standing StandingOf(Package package, PackageHistory history, PlanPolicy policy)
    {
        if (policy.Excluded.TryGetValue(package.Id, out var excluded))
        {
            return new Standing(excluded);
        }

        if (!package.Publishable && !policy.VersionedPrivately.Contains(package.Id))
        {
            return new Standing(package.NotPublishableReason ?? "private");
        }

        if (package.Version is null && history.Newest is null)
        {
            return new Standing("declares no version and has no release yet");
        }

        if (policy.Group is { } group && !IsIn(package, group, policy))
        {
            return new Standing($"not in group {group}", IsUnselected: true);
        }

        return policy.Only is { } only && !only.Contains(package.Id) ? new Standing("not among the packages asked for", IsUnselected: true) : default;
    }

    private static bool IsIn(Package package, string label, PlanPolicy policy) =>
        package.Group == label || policy.Groups.Any(group => group.Label == label && group.Packages.Contains(package.Id));

    private static Diagnostic? Problem(Candidate candidate)
    {
        var package = candidate.Package;
        if (package.Version is { } version && !candidate.Scheme.IsValid(version))
        {
            return VersionCodes.Invalid.At(
                package.VersionLocation ?? new SourceLocation(package.VersionFile.Value),
                $"{package.Id} has the version '{DisplayText.Line(version)}', which is no {candidate.Scheme.Name} version. Write one such as 1.2.3.");
        }

        return candidate.AskedVersion is { } asked && !candidate.Scheme.IsValid(asked)
            ? VersionCodes.Asked.Create(
                $"{PlanText.WhoAsked(candidate)} asks for version '{DisplayText.Line(asked)}' of {package.Id}, which is no {candidate.Scheme.Name} version. " +
                (candidate.Asked?.Version is null ? "Ask again in a newer commit with a valid one." : "Write a valid one."))
            : null;
    }

    private static void CheckGroup(PlanRequest request)
    {
        if (request.Policy.Group is not { } group || request.Workspace.Packages.Any(p => IsIn(p, group, request.Policy)))
        {
            return;
        }

        var groups = request.Workspace.Packages.Select(p => p.Group).OfType<string>().Concat(request.Policy.Groups.Select(g => g.Label)).Distinct().Order(StringComparer.Ordinal).ToArray();
        var known = groups.Length == 0 ? "no package has a group; set 'group' in a package's releasekit.toml" : $"groups are {string.Join(", ", groups)}";
        throw new ReleaseException(PlanCodes.Group.Create($"No package is in the group '{DisplayText.Line(group)}': {DisplayText.Line(known)}."));
    }
}
