using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>
/// The files of beachball: <c>change/*.json</c>, with one change or, grouped, a list <c>changes</c>. A prerelease type counts
/// as the level it leads to.
/// </summary>
public sealed class BeachballFormat : IChangeFileFormat
{
    private static readonly Dictionary<string, BumpLevel> Types = new(StringComparer.Ordinal)
    {
        ["major"] = BumpLevel.Major,
        ["premajor"] = BumpLevel.Major,
        ["minor"] = BumpLevel.Minor,
        ["preminor"] = BumpLevel.Minor,
        ["patch"] = BumpLevel.Patch,
        ["prepatch"] = BumpLevel.Patch,
        ["prerelease"] = BumpLevel.Patch,
        ["none"] = BumpLevel.None,
    };

    /// <inheritdoc/>
    public string Name => "beachball";

    /// <inheritdoc/>
    public RelativePath Folder { get; } = RelativePath.Parse("change");

    /// <inheritdoc/>
    public bool Includes(RelativePath path) => path.Parent == Folder && path.FileName.EndsWith(".json", StringComparison.Ordinal);

    /// <inheritdoc/>
    public ChangeFile Read(SourceText source, ICollection<Diagnostic> warnings)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(warnings);
        var json = JsonChange.Parse(source, JsonSyntaxOptions.Strict);
        return new ChangeFile(RelativePath.Parse(source.Path), [.. (json.Changes ?? [json.Root]).Select(change => Read(json, change, warnings))]);
    }

    /// <inheritdoc/>
    public (RelativePath Path, string Text) Write(NewChange change, string name)
    {
        ArgumentNullException.ThrowIfNull(change);
        var text = JsonText.Write(json =>
        {
            if (change.Packages.Length > 1)
            {
                json.WriteStartObject();
                json.WriteStartArray("changes");
            }

            foreach (var package in change.Packages)
            {
                json.WriteStartObject();
                json.WriteString("type", ChangeType.Name(change.Level));
                json.WriteString("comment", change.Text);
                json.WriteString("packageName", package);
                json.WriteString("email", change.Email ?? "");
                json.WriteString("dependentChangeType", ChangeType.Name(Usual(change.Level)));
                json.WriteEndObject();
            }

            if (change.Packages.Length > 1)
            {
                json.WriteEndArray();
                json.WriteEndObject();
            }
        });
        return (Folder.Combine(name + ".json"), text);
    }

    private static DeclaredChange Read(JsonChange json, JsonObjectSyntax change, ICollection<Diagnostic> warnings)
    {
        var declared = json.Read(change, Types);
        if (change["dependentChangeType"] is { } dependents)
        {
            var word = (dependents as JsonStringSyntax)?.Value ?? dependents.Description;
            var level = ChangeType.Level(word, Types, declared.Package, json.Locate(dependents));
            if (level != Usual(declared.Level))
            {
                warnings.Add(ChangeFileCodes.Dependents.At(
                    json.Locate(dependents),
                    $"Dependents of {DisplayText.Line(declared.Package)} are raised as configuration says, not by '{word}' as this file asks. " +
                    "Write \"patch\" here, or change the table [propagation] of releasekit.toml."));
            }
        }

        return declared;
    }

    /// <summary>What beachball writes by itself.</summary>
    private static BumpLevel Usual(BumpLevel level) => level == BumpLevel.None ? BumpLevel.None : BumpLevel.Patch;
}
