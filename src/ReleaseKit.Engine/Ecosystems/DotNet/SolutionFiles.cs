using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>Which solution has which projects, of <c>.sln</c> and <c>.slnx</c> files. A solution that cannot be read has none.</summary>
internal sealed partial class SolutionFiles
{
    private readonly Dictionary<RelativePath, RelativePath> _folders = [];

    /// <summary>Reads the solutions among the files of a workspace, outermost first.</summary>
    public SolutionFiles(DiscoveryRequest request)
    {
        foreach (var path in request.Listing.Where(IsSolution).OrderBy(path => path.Value.Count(c => c == '/')).Where(request.Files.FileExists))
        {
            foreach (var written in Projects(request, path))
            {
                if (path.Parent.TryCombine(written, out var project))
                {
                    _folders.TryAdd(project.Parent, path.Parent);
                }
            }
        }
    }

    /// <summary>The folder of the outermost solution that has a project of the folder; null when none has.</summary>
    public RelativePath? FolderOf(RelativePath projectFolder) => _folders.TryGetValue(projectFolder, out var folder) ? folder : null;

    private static bool IsSolution(RelativePath path) =>
        path.Value.EndsWith(".sln", StringComparison.OrdinalIgnoreCase) || path.Value.EndsWith(".slnx", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Projects(DiscoveryRequest request, RelativePath path)
    {
        try
        {
            var source = SourceText.Decode(path.Value, request.Files.Read(path));
            return path.Value.EndsWith('x')
                ? [.. Below(XmlDocumentSyntax.Parse(source).Root).Where(element => element.Name == "Project").Select(element => element.Attribute("Path")?.Value ?? "")]
                : [.. ProjectLine().Matches(source.Text).Select(match => match.Groups["path"].Value)];
        }
        catch (ReleaseException)
        {
            // What it does not tell, the projects tell.
            return [];
        }
    }

    private static IEnumerable<XmlElementSyntax> Below(XmlElementSyntax element) => element.Elements.SelectMany(child => Below(child).Prepend(child));

    [GeneratedRegex("""^\s*Project\("[^"\n]*"\)\s*=\s*"[^"\n]*",\s*"(?<path>[^"\n]*)",""", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ProjectLine();
}
