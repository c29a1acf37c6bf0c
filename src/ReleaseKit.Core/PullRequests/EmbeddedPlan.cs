using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;

namespace ReleaseKit.Core.PullRequests;

/// <summary>A plan in the description of its pull request, where the remote keeps none: a line before the manifest.</summary>
/// <param name="Plan"><c>plan.json</c>.</param>
/// <param name="Document"><c>release.json</c>.</param>
/// <param name="Commit">The release commit as it was generated.</param>
public sealed record EmbeddedPlan(string Plan, string Document, string Commit)
{
    /// <summary>The schema that is written and read.</summary>
    public const string Schema = "releasekit/embedded-plan/1";

    /// <summary>The line.</summary>
    public string Write(PullRequestMarkup markup)
    {
        ArgumentNullException.ThrowIfNull(markup);
        return PackedLine.Write(CanonicalJson.Write(new JsonObject { ["schema"] = Schema, ["plan"] = Plan, ["release"] = Document, ["commit"] = Commit }), markup.Plan);
    }

    /// <summary>The plan of a body; null when it has none, or one that was altered.</summary>
    public static EmbeddedPlan? Find(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var lines = from line in body.ReplaceLineEndings("\n").Split('\n')
                    from markup in PullRequestMarkup.All
                    where line.StartsWith(markup.Plan.Before, StringComparison.Ordinal)
                    select PackedLine.Read(line, markup.Plan);
        try
        {
            return lines.ToArray() is [{ } json] && JsonField.Parse("plan", json, Schema) is var root
                ? new EmbeddedPlan(root.Required("plan").Text(), root.Required("release").Text(), root.Required("commit").Text())
                : null;
        }
        catch (ReleaseException)
        {
            return null;
        }
    }

    /// <summary>A body without it.</summary>
    public static string Remove(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return string.Join('\n', body.ReplaceLineEndings("\n").Split('\n').Where(line => !PullRequestMarkup.All.Any(markup => line.StartsWith(markup.Plan.Before, StringComparison.Ordinal))));
    }
}
