using System.Diagnostics;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Core.Documents;

/// <summary>A plan as JSON, without its hash. <see cref="PlanFields"/> is the way back.</summary>
internal static class PlanNodes
{
    /// <summary>The whole document but for its releases.</summary>
    public static JsonObject Plan(ReleasePlan plan) => new()
    {
        ["schema"] = PlanDocument.Schema,
        ["base"] = plan.Base,
        ["date"] = plan.Date,
        ["otherEdits"] = new JsonArray([.. plan.OtherEdits.Select(Edit)]),
        ["order"] = new JsonArray([.. plan.Order.Select(layer => new JsonArray([.. layer.Select(id => JsonValue.Create(id.ToString()))]))]),
        ["changeFiles"] = new JsonArray([.. plan.UsedChangeFiles.Select(file => JsonValue.Create(file.ToString()))]),
        ["skipped"] = new JsonArray([.. plan.Skipped.Select(s => new JsonObject { ["id"] = s.Id.ToString(), ["why"] = s.Why })]),
    };

    /// <summary>One release.</summary>
    public static JsonObject Release(PlannedRelease release)
    {
        var node = new JsonObject
        {
            ["id"] = release.Id.ToString(),
            ["from"] = release.From,
            ["to"] = release.To,
            ["bump"] = DocumentNames.Bumps[release.Bump],
            ["tag"] = release.Tag,
            ["reasons"] = new JsonArray([.. release.Reasons.Select(Reason)]),
            ["edits"] = new JsonArray([.. release.Edits.Select(Edit)]),
        };
        if (!release.IsPublished)
        {
            node["published"] = false;
        }

        return node;
    }

    private static JsonObject Reason(ReleaseReason reason)
    {
        var node = new JsonObject
        {
            ["kind"] = DocumentNames.Reasons[reason.Kind],
            ["bump"] = DocumentNames.Bumps[reason.Bump],
            ["summary"] = reason.Summary,
        };
        AddIfPresent(node, "commit", reason.Commit);
        AddIfPresent(node, "package", reason.Package?.ToString());
        AddIfPresent(node, "type", reason.CommitType);
        AddIfPresent(node, "scope", reason.Scope);
        if (reason.Breaking)
        {
            node["breaking"] = true;
        }

        AddIfPresent(node, "breakingNote", reason.BreakingNote);
        AddIfPresent(node, "changeFile", reason.ChangeFile?.ToString());
        AddIfPresent(node, "text", reason.Text);
        AddIfPresent(node, "section", reason.Section);
        if (!reason.Authors.IsEmpty)
        {
            node["authors"] = new JsonArray([.. reason.Authors.Select(a => JsonValue.Create(a))]);
        }

        if (!reason.References.IsDefaultOrEmpty)
        {
            node["references"] = new JsonArray([.. reason.References.Select(r => JsonValue.Create(r))]);
        }

        return node;
    }

    private static JsonObject Edit(ManifestChange change)
    {
        var node = new JsonObject
        {
            ["file"] = change.File.ToString(),
            ["package"] = change.Package.ToString(),
            ["from"] = change.From,
            ["to"] = change.To,
        };
        switch (change)
        {
            case VersionChange:
                node["kind"] = "version";
                break;
            case RangeChange range:
                node["kind"] = "range";
                node["dependency"] = range.Dependency.ToString();
                node["dependencyKind"] = DocumentNames.DependencyKinds[range.Kind];
                break;
            default:
                throw new UnreachableException($"A plan cannot hold a {change.GetType().Name}.");
        }

        return node;
    }

    private static void AddIfPresent(JsonObject node, string name, string? value)
    {
        if (value is not null)
        {
            node[name] = value;
        }
    }
}
