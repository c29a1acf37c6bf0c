using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Explaining;

/// <summary>Why one package gets its version, back to the commits, and what would change it.</summary>
public static class ReleaseExplanation
{
    /// <summary>Deeper derivations are cut; the packages named there can be explained on their own.</summary>
    private const int DeepestDerivation = 40;

    /// <summary>The text; lines end with a line feed, except the last.</summary>
    /// <exception cref="ArgumentException">The workspace has no such package.</exception>
    public static string Render(ReleasePlan plan, Workspace workspace, PackageId id)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(workspace);
        var package = workspace.Find(id) ?? throw new ArgumentException($"{id} is no package of the workspace.", nameof(id));
        return plan.Find(id) is { } release ? Released(plan, package, release) : Skipped(plan, package);
    }

    private static string Released(ReleasePlan plan, Package package, PlannedRelease release)
    {
        var tree = TextTree.Render(new TreeNode(
            $"{ReasonText.Release(release)}, tag {DisplayText.Line(release.Tag)}", Reasons(plan, release, [release.Id], 1)));
        var edits = release.Edits.Select(edit => "  " + DisplayText.Line(Describe(edit)));
        return string.Join('\n', [tree, .. release.Edits.IsEmpty ? [] : edits.Prepend("changes:"), $"A commit that touches {DisplayText.Line(package.Directory.ToString())} and ends with 'Release-As: <version>' sets another version."]);
    }

    private static string Skipped(ReleasePlan plan, Package package)
    {
        var why = plan.Skipped.FirstOrDefault(s => s.Id == package.Id)?.Why ?? "it is not in the plan";
        var needs = package.Dependencies.Where(Propagation.Carries).Select(e => e.Id).Distinct().Order().ToArray();
        var others = needs.Length == 0 ? "" : $", or by a release of {string.Join(", ", needs)}";
        string[] lines =
        [
            $"{package.Id} is not released: {why}",
            .. package.Publishable ? [$"It is released by a breaking, feat, fix or perf commit that touches {package.Directory}{others}."] : Array.Empty<string>(),
        ];
        return string.Join('\n', lines.Select(DisplayText.Line));
    }

    private static TreeNode[] Reasons(ReleasePlan plan, PlannedRelease release, HashSet<PackageId> shown, int depth) =>
        [.. release.Reasons.Select(reason => Node(plan, reason, shown, depth))];

    /// <summary>A package is derived once; where it is met again, its line refers to the first place.</summary>
    private static TreeNode Node(ReleasePlan plan, ReleaseReason reason, HashSet<PackageId> shown, int depth)
    {
        var text = ReasonText.Full(reason);
        if (reason.Package is not { } id || plan.Find(id) is not { } cause)
        {
            return new TreeNode(text, []);
        }

        var isNew = shown.Add(id);
        var derived = isNew && depth < DeepestDerivation;
        var line = $"{text}: {ReasonText.Release(cause)}{(isNew ? derived ? "" : " …" : " (shown above)")}";
        return new TreeNode(line, derived ? Reasons(plan, cause, shown, depth + 1) : []);
    }

    private static string Describe(ManifestChange change) => change switch
    {
        RangeChange range => $"{range.File}: {range.Dependency} {range.From} -> {range.To}",
        _ => $"{change.File}: version {change.From} -> {change.To}",
    };
}
