using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Python.Projects;
using ReleaseKit.Engine.Globbing;

namespace ReleaseKit.Engine.Ecosystems.Python.Inspection;

/// <summary>Looks for patterns of uv workspaces that fit no folder with a manifest, or fit what git ignores.</summary>
internal static class MemberPatterns
{
    public static IEnumerable<Diagnostic> Judge(InspectionRequest request, Func<RelativePath, PyProject?> read)
    {
        var folders = request.Listing.Where(f => f.FileName == PyProject.FileName).Select(f => f.Parent).ToArray();
        foreach (var root in folders.Where(f => request.Packages.Any(p => p.Directory.IsWithin(f))).Select(f => read(f.Combine(PyProject.FileName))).OfType<PyProject>())
        {
            foreach (var pattern in root.StringsOf(root.TableOf(root.Uv, "workspace"), "members"))
            {
                if (RustGlob.Parse(pattern.Value) is { } glob)
                {
                    bool Fits(RelativePath folder) => folder != root.Directory && folder.IsWithin(root.Directory) && glob.Matches(root.Directory.IsRoot ? folder.Value : folder.Value[(root.Directory.Value.Length + 1)..]);
                    var ignored = request.IgnoredFolders.Where(f => Fits(f) && request.Files.FileExists(f.Combine(PyProject.FileName))).ToArray();
                    var shown = DisplayText.Line(pattern.Value);
                    if (ignored.Length > 0)
                    {
                        yield return ManifestCheckCodes.Members.At(root.Source.Locate(pattern.Span), $"The pattern '{shown}' makes members of {string.Join(", ", ignored)}, which git ignores: no release sees them. Take them out of .gitignore, or out of the workspace.");
                    }
                    else if (!Array.Exists(folders, Fits))
                    {
                        yield return ManifestCheckCodes.Members.At(root.Source.Locate(pattern.Span), $"The pattern '{shown}' fits no folder with a pyproject.toml. Correct or remove it.");
                    }
                }
            }
        }
    }
}
