using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Migrating.PythonReleaseKit;

/// <summary>
/// The Python releasekit: <c>releasekit.toml</c> with tables <c>[workspace.label]</c>, or <c>[tool.releasekit]</c> in pyproject.toml.
/// Its file has our name, so that it is recognised by what only it has.
/// </summary>
public sealed class PythonReleaseKitImporter : IImporter
{
    private const string Own = "releasekit.toml";
    private const string Project = "pyproject.toml";

    /// <inheritdoc/>
    public Task<Migration?> ImportAsync(MigrationSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Task.FromResult(Import(source));
    }

    /// <summary>Whether a <c>releasekit.toml</c> is one of the Python tool. One that is no TOML is not for us to judge.</summary>
    public static bool IsForeign(byte[] bytes)
    {
        try
        {
            return TomlDocument.Parse(SourceText.Decode(Own, bytes)).Root.Entries.Any(e => PythonKeys.OwnRoot.Contains(e.Key));
        }
        catch (Core.Diagnostics.ReleaseException)
        {
            return false;
        }
    }

    private static Migration? Import(MigrationSource source)
    {
        if (source.Read(RelativePath.Parse(Own)) is { } own && IsForeign(own))
        {
            var document = TomlDocument.Parse(SourceText.Decode(Own, own));
            return Import(document, document.Root, "");
        }

        if (source.Read(RelativePath.Parse(Project)) is not { } project)
        {
            return null;
        }

        var manifest = TomlDocument.Parse(SourceText.Decode(Project, project));
        return manifest.Root.FindTable("tool", "releasekit") is { } table ? Import(manifest, table, "tool.releasekit.") : null;
    }

    private static Migration Import(TomlDocument document, TomlTable root, string prefix)
    {
        var draft = new MigrationDraft("the Python releasekit");
        string Place(TomlEntry entry, string table) => $"{document.Source.Path}:{document.Source.Locate(entry.KeySpan).Line} {prefix}{table}{entry.Key}";
        foreach (var entry in root.Entries.Where(e => e.Key != "workspace"))
        {
            Take(entry, "", Place(entry, ""), draft);
        }

        foreach (var workspace in (root["workspace"] as TomlTable)?.Entries ?? [])
        {
            if (workspace.Value is TomlTable table)
            {
                TakeWorkspace(workspace.Key, table, entry => Place(entry, $"workspace.{workspace.Key}."), draft);
            }
        }

        return draft.ToMigration();
    }

    private static void TakeWorkspace(string label, TomlTable table, Func<TomlEntry, string> place, MigrationDraft draft)
    {
        var ecosystem = PythonKeys.Ecosystems.GetValueOrDefault(table.FindString("ecosystem")?.Value ?? label, "");
        foreach (var entry in table.Entries)
        {
            switch (entry.Key)
            {
                case "ecosystem":
                    if (ecosystem.Length == 0)
                    {
                        draft.Note(place(entry), "has no adapter; declare its packages in release.proj, see docs/extending.md.");
                    }

                    break;
                case "root" when ecosystem.Length > 0 && entry.Value is TomlString { Value: not "." } root:
                    draft.Set("ecosystems." + ecosystem, "workspace_root", MigrationDraft.Text(root.Value), place(entry));
                    break;
                case "root":
                    break;
                case "registry_url" when ecosystem.Length > 0 && entry.Value is TomlString { Value.Length: > 0 } url:
                    draft.Set("ecosystems." + ecosystem, "registry_url", MigrationDraft.Text(url.Value), place(entry));
                    break;
                case "exclude" when ecosystem.Length > 0 && entry.Value is TomlArray list:
                    draft.Set("ecosystems." + ecosystem, "exclude", List(list), place(entry));
                    break;
                case "groups" when entry.Value is TomlTable groups:
                    foreach (var group in groups.Entries.Where(g => g.Value is TomlArray))
                    {
                        draft.Set(MigrationDraft.Group(group.Key), "packages", List((TomlArray)group.Value), place(group));
                    }

                    break;
                default:
                    Take(entry, label, place(entry), draft);
                    break;
            }
        }
    }

    /// <summary>Keys that both tools have, and the rest. Where several workspaces say something, the first one's word goes.</summary>
    private static void Take(TomlEntry entry, string label, string place, MigrationDraft draft)
    {
        switch (entry.Key, entry.Value)
        {
            case ("synchronize" or "major_on_zero" or "smoke_test" or "changelog", TomlBoolean flag):
                draft.Set("", entry.Key, MigrationDraft.Flag(flag.Value), place);
                break;
            case ("tag_format", TomlString format):
                draft.Set("", entry.Key, MigrationDraft.Text(format.Value.Replace("{label}", label, StringComparison.Ordinal)), place);
                break;
            case ("bootstrap_sha" or "publish_from" or "forge", TomlString { Value.Length: > 0 } text) when text.Value != "none":
                draft.Set("", entry.Key, MigrationDraft.Text(text.Value), place);
                break;
            case ("exclude", TomlArray list):
                draft.Set("", "exclude", List(list), place);
                break;
            case ("propagate_bumps", TomlBoolean { Value: false }):
                draft.Set("propagation", "runtime", "\"never\"", place);
                break;
            case ("ecosystems", TomlTable ecosystems):
                foreach (var ecosystem in ecosystems.Entries.Where(e => e.Value is TomlTable))
                {
                    foreach (var value in ((TomlTable)ecosystem.Value).Entries.Where(v => v.Key == "workspace_root" && v.Value is TomlString))
                    {
                        draft.Set("ecosystems." + PythonKeys.Ecosystems.GetValueOrDefault(ecosystem.Key, ecosystem.Key), "workspace_root", MigrationDraft.Text(((TomlString)value.Value).Value), place);
                    }
                }

                break;
            case ("bootstrap_sha" or "publish_from" or "forge", TomlString):
                break;
            default:
                draft.Note(place, PythonKeys.Notes.GetValueOrDefault(entry.Key) is { Length: > 0 } known ? known : "is no key that the Python releasekit documents, or not of its type.");
                break;
        }
    }

    private static string List(TomlArray list) => MigrationDraft.List(list.Items.OfType<TomlString>().Select(i => i.Value));
}
