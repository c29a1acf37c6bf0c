using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>Members that a tool lists in a file of its own where no client's workspace is defined: Lerna and Rush.</summary>
/// <param name="Members">Which folders are members.</param>
/// <param name="Client">Whose rules for edges apply.</param>
/// <param name="LinksRanges">Whether plain ranges are met by members.</param>
internal sealed record ListedMembers(ImmutableArray<MemberPattern> Members, NpmClient Client, bool LinksRanges)
{
    public const string LernaFile = "lerna.json";
    public const string RushFile = "rush.json";

    /// <summary>What Lerna takes for members when its file does not say.</summary>
    private const string LernaDefault = "packages/*";

    /// <summary>Reads the list of a folder; null when it has none, or none that can be read, with the problems told.</summary>
    public static ListedMembers? Read(IFileSystem files, RelativePath directory, ISet<RelativePath> listing, ICollection<Diagnostic> problems)
    {
        foreach (var (name, read) in new (string, Func<JsonObjectSyntax, SourceText, ListedMembers?>)[] { (RushFile, Rush), (LernaFile, Lerna) })
        {
            var file = directory.Combine(name);
            if (!listing.Contains(file) || !files.FileExists(file))
            {
                continue;
            }

            try
            {
                var document = JsonDocumentSyntax.Parse(SourceText.Decode(file.Value, files.Read(file)), JsonSyntaxOptions.Lenient);
                return document.Root is JsonObjectSyntax root ? read(root, document.Source) : null;
            }
            catch (ReleaseException e)
            {
                foreach (var problem in e.Diagnostics)
                {
                    problems.Add(problem);
                }

                return null;
            }
        }

        return null;
    }

    /// <summary><c>packages</c>; a Lerna that uses the client's workspaces, or Nx's projects, has no list of its own.</summary>
    private static ListedMembers? Lerna(JsonObjectSyntax root, SourceText source)
    {
        var list = root.FindArray("packages");
        return list is null && root["useWorkspaces"] is JsonLiteralSyntax { Value: true } ? null : new ListedMembers(
            list is null
                ? [new MemberPattern(LernaDefault, source.Locate(root.Span))]
                : [.. list.Items.OfType<JsonStringSyntax>().Select(item => new MemberPattern(item.Value, source.Locate(item.Span)))],
            NpmClient.Npm, LinksRanges: true);
    }

    /// <summary>The folders of <c>projects</c>; with pnpm's workspaces only <c>workspace:</c> references are links.</summary>
    private static ListedMembers Rush(JsonObjectSyntax root, SourceText source) => new(
        [
            .. (root.FindArray("projects")?.Items ?? []).OfType<JsonObjectSyntax>().Select(project => project.FindString("projectFolder"))
                .OfType<JsonStringSyntax>().Select(folder => new MemberPattern(folder.Value, source.Locate(folder.Span))),
        ],
        NpmClient.Pnpm,
        LinksRanges: root.Find("pnpmOptions", "useWorkspaces") is not JsonLiteralSyntax { Value: true });
}
