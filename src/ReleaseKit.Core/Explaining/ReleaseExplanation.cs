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
        var tree = TextTree.Render(Tree(plan, workspace, id));
        string[] edits = plan.Find(id) is { Edits.IsEmpty: false } release ? ["changes:", .. release.Edits.Select(edit => "  " + DisplayText.Line(Describe(edit)))] : [];
        return string.Join('\n', [tree, .. edits, .. Advice(plan, workspace, id)]);
    }

    /// <summary>The release with what it derives from below it, or why there is none.</summary>
    internal static TreeNode Tree(ReleasePlan plan, Workspace workspace, PackageId id)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var package = Find(workspace, id);
        return plan.Find(id) is { } release
            ? new TreeNode($"{ReasonText.Release(release)}, tag {DisplayText.Line(release.Tag)}", Reasons(plan, release, [release.Id], 1))
            : new TreeNode(DisplayText.Line($"{package.Id} is not released: {plan.Skipped.FirstOrDefault(s => s.Id == id)?.Why ?? "it is not in the plan"}"), []);
    }

    /// <summary>What would change that; nothing for a package that is never released.</summary>
    internal static IEnumerable<string> Advice(ReleasePlan plan, Workspace workspace, PackageId id)
    {
        var package = Find(workspace, id);
        if (plan.Find(id) is not null)
        {
            return [DisplayText.Line($"A commit that touches {package.Directory} and ends with 'Release-As: <version>' sets another version.")];
        }

        var needs = package.Dependencies.Where(Propagation.Carries).Select(e => e.Id).Distinct().Order().ToArray();
        var others = needs.Length == 0 ? "" : $", or by a release of {string.Join(", ", needs)}";
        return package.Publishable ? [DisplayText.Line($"It is released by a breaking, feat, fix or perf commit that touches {package.Directory}{others}.")] : [];
    }

    private static Package Find(Workspace workspace, PackageId id)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return workspace.Find(id) ?? throw new ArgumentException($"{id} is no package of the workspace.", nameof(id));
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
        LockRangeChange locked => $"{locked.File}: {locked.Dependency} {locked.From} -> {locked.To}",
        LockChange locked => $"{locked.File}: {locked.Package} {locked.From} -> {locked.To}",
        _ => $"{change.File}: version {change.From} -> {change.To}",
    };
}
