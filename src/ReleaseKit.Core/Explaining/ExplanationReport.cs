using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Core.Explaining;

/// <summary>Why one package gets its version, in the form that is asked for.</summary>
public static class ExplanationReport
{
    /// <summary>The schema of the JSON form; <c>docs/reference/explanation.schema.json</c>.</summary>
    public const string Schema = "releasekit/explanation/1";

    private static readonly string[] Columns = ["package", "from", "to", "kind", "bump", "commit", "changeFile", "cause", "summary"];

    /// <summary>
    /// The text. JSON and CSV hold the releases that the version derives from, the package's own first, each once: JSON as
    /// <c>plan.json</c> has them, CSV with a row for each reason.
    /// </summary>
    /// <exception cref="ArgumentException">The workspace has no such package.</exception>
    public static string Render(ReleasePlan plan, Workspace workspace, PackageId id, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return format switch
        {
            ReportFormat.Json => Json(plan, workspace, id),
            ReportFormat.Csv => ReportTable.Csv(Columns, Derivation(plan, id).SelectMany(release => release.Reasons.Select(reason => Row(release, reason)))),
            ReportFormat.Markdown => Markdown(plan, workspace, id),
            _ => ReleaseExplanation.Render(plan, workspace, id),
        };
    }

    private static string Json(ReleasePlan plan, Workspace workspace, PackageId id)
    {
        var node = new JsonObject
        {
            ["schema"] = Schema,
            ["id"] = id.ToString(),
            ["released"] = plan.Find(id) is not null,
            ["derivation"] = new JsonArray([.. Derivation(plan, id).Select(PlanWriter.Release)]),
            ["advice"] = new JsonArray([.. ReleaseExplanation.Advice(plan, workspace, id).Select(line => JsonValue.Create(line))]),
        };
        if (plan.Skipped.FirstOrDefault(s => s.Id == id) is { } skipped)
        {
            node["why"] = skipped.Why;
        }

        return CanonicalJson.Write(node);
    }

    private static string Markdown(ReleasePlan plan, Workspace workspace, PackageId id)
    {
        var text = new StringBuilder();
        var pending = new Stack<(TreeNode Node, int Depth)>([(ReleaseExplanation.Tree(plan, workspace, id), 0)]);
        while (pending.TryPop(out var item))
        {
            text.Append(' ', item.Depth * 2).Append("- ").Append(MarkdownText.Block(item.Node.Text)).Append('\n');
            foreach (var child in item.Node.Children.Reverse())
            {
                pending.Push((child, item.Depth + 1));
            }
        }

        foreach (var line in ReleaseExplanation.Advice(plan, workspace, id))
        {
            text.Append('\n').Append(MarkdownText.Block(line)).Append('\n');
        }

        return text.ToString();
    }

    private static string[] Row(PlannedRelease release, ReleaseReason reason) =>
    [
        release.Id.ToString(), release.From ?? "", release.To, DocumentNames.Reasons[reason.Kind], DocumentNames.Bumps[reason.Bump], reason.Commit ?? "",
        reason.ChangeFile?.ToString() ?? "", reason.Package?.ToString() ?? "", ReasonText.Short(reason),
    ];

    /// <summary>The release and those its reasons lead back to, nearest first.</summary>
    private static List<PlannedRelease> Derivation(ReleasePlan plan, PackageId id)
    {
        var found = new List<PlannedRelease>();
        var seen = new HashSet<PackageId> { id };
        var pending = new Queue<PackageId>([id]);
        while (pending.TryDequeue(out var next))
        {
            if (plan.Find(next) is not { } release)
            {
                continue;
            }

            found.Add(release);
            foreach (var cause in release.Reasons.Select(r => r.Package).OfType<PackageId>().Where(seen.Add))
            {
                pending.Enqueue(cause);
            }
        }

        return found;
    }
}
