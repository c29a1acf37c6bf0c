using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Planning;

/// <summary>Which packages may be released at all, and why the others may not.</summary>
internal static class Selection
{
    /// <summary>Candidates in ordinal order of id, and the packages that are none.</summary>
    /// <exception cref="ReleaseException"><c>RK-PLAN-GROUP</c>, <c>RK-VERSION-INVALID</c>, <c>RK-VERSION-ASKED</c>.</exception>
    public static (ImmutableArray<Candidate> Candidates, ImmutableArray<SkippedPackage> Skipped) Select(PlanRequest request)
    {
        CheckGroup(request);
        var candidates = ImmutableArray.CreateBuilder<Candidate>();
        var skipped = ImmutableArray.CreateBuilder<SkippedPackage>();
        var problems = new List<Diagnostic>();
        foreach (var package in request.Workspace.Packages.OrderBy(p => p.Id))
        {
            var history = request.Histories.GetValueOrDefault(package.Id) ?? new PackageHistory(package.Id, null, []);
            if (WhyNot(package, history, request.Policy) is { } why)
            {
                skipped.Add(new SkippedPackage(package.Id, why));
                continue;
            }

            var candidate = new Candidate(package, history, request.Schemes(package.Ecosystem), request.Policy.Explicit.GetValueOrDefault(package.Id));
            if (Problem(candidate) is { } problem)
            {
                problems.Add(problem);
            }

            candidates.Add(candidate);
        }

        return problems.Count == 0 ? (candidates.ToImmutable(), skipped.ToImmutable()) : throw new ReleaseException(problems);
    }

    private static string? WhyNot(Package package, PackageHistory history, PlanPolicy policy)
    {
        if (policy.Excluded.TryGetValue(package.Id, out var excluded))
        {
            return excluded;
        }

        if (!package.Publishable)
        {
            return package.NotPublishableReason ?? "private";
        }

        if (policy.Group is { } group && package.Group != group)
        {
            return $"not in group {group}";
        }

        if (policy.Only is { } only && !only.Contains(package.Id))
        {
            return "not among the packages asked for";
        }

        return package.Version is null && history.Baseline is null ? "declares no version and has no release yet" : null;
    }

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
                "Ask again in a newer commit with a valid one.")
            : null;
    }

    private static void CheckGroup(PlanRequest request)
    {
        if (request.Policy.Group is not { } group || request.Workspace.Packages.Any(p => p.Group == group))
        {
            return;
        }

        var groups = request.Workspace.Packages.Select(p => p.Group).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        var known = groups.Length == 0 ? "no package has a group; set 'group' in a package's releasekit.toml" : $"groups are {string.Join(", ", groups)}";
        throw new ReleaseException(PlanCodes.Group.Create($"No package is in the group '{DisplayText.Line(group)}': {DisplayText.Line(known)}."));
    }
}
