using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>
/// The files of rush: <c>common/changes/PACKAGE/*.json</c>, JSON with comments. <c>dependency</c> says, as in rush, that the
/// package itself does not change, and <c>hotfix</c> counts as patch, for whether a release is a hotfix is said for all of it.
/// </summary>
public sealed class RushFormat : IChangeFileFormat
{
    private static readonly Dictionary<string, BumpLevel> Types = new(StringComparer.Ordinal)
    {
        ["major"] = BumpLevel.Major,
        ["minor"] = BumpLevel.Minor,
        ["patch"] = BumpLevel.Patch,
        ["hotfix"] = BumpLevel.Patch,
        ["dependency"] = BumpLevel.None,
        ["none"] = BumpLevel.None,
    };

    /// <inheritdoc/>
    public string Name => "rush";

    /// <inheritdoc/>
    public RelativePath Folder { get; } = RelativePath.Parse("common/changes");

    /// <inheritdoc/>
    public bool Includes(RelativePath path) => path.IsWithin(Folder) && path.FileName.EndsWith(".json", StringComparison.Ordinal);

    /// <inheritdoc/>
    public ChangeFile Read(SourceText source, ICollection<Diagnostic> warnings)
    {
        ArgumentNullException.ThrowIfNull(source);
        var json = JsonChange.Parse(source, JsonSyntaxOptions.Lenient);
        var changes = json.Changes ?? throw source.Error(
            ChangeFileCodes.Syntax, json.Root.Span, $"{source.Path} has no list 'changes', which a change file of rush must have. Correct the file, or delete it and add the change again.");
        var package = json.Root["packageName"] as JsonStringSyntax;
        return new ChangeFile(RelativePath.Parse(source.Path), [.. changes.Select(change => json.Read(change, Types, package))]);
    }

    /// <inheritdoc/>
    /// <remarks>Rush keeps a file in the folder of its package; one that names several lies in that of the first.</remarks>
    public (RelativePath Path, string Text) Write(NewChange change, string name)
    {
        ArgumentNullException.ThrowIfNull(change);
        var text = JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("changes");
            foreach (var package in change.Packages)
            {
                json.WriteStartObject();
                json.WriteString("packageName", package);
                json.WriteString("comment", change.Text);
                json.WriteString("type", ChangeType.Name(change.Level));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("packageName", change.Packages[0]);
            json.WriteString("email", change.Email ?? "");
            json.WriteEndObject();
        });
        var folder = Folder.TryCombine(change.Packages[0], out var own) && own.IsWithin(Folder) ? own : Folder;
        return (folder.Combine(name + ".json"), text);
    }
}
