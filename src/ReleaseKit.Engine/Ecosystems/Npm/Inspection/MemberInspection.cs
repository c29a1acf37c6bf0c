using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Inspection;

/// <summary>Looks for patterns of workspace definitions that fit no folder with a manifest, or fit what git ignores.</summary>
internal sealed class MemberInspection
{
    private readonly InspectionRequest _request;
    private readonly RelativePath[] _folders;

    public MemberInspection(InspectionRequest request)
    {
        _request = request;
        _folders = [.. request.Listing.Where(f => f.FileName is PackageManifest.FileName or "package.yaml" or "package.json5").Select(f => f.Parent).Distinct()];
    }

    public IEnumerable<Diagnostic> Run()
    {
        // Only definitions around packages that are released: others are fixtures and examples.
        foreach (var folder in _request.Packages.SelectMany(p => Upwards(p.Directory)).Distinct().Order())
        {
            foreach (var pattern in Read(folder).Where(p => !p.Text.StartsWith('!') && p.Text.Trim('/', '.').Length > 0))
            {
                if (DirectoryGlob.TryParse(folder, pattern.Text.StartsWith("./", StringComparison.Ordinal) ? pattern.Text[2..] : pattern.Text.TrimStart('/'), matchHidden: false, out var glob, out _))
                {
                    foreach (var problem in Judge(pattern, glob))
                    {
                        yield return problem;
                    }
                }
            }
        }
    }

    private IEnumerable<Diagnostic> Judge(MemberPattern pattern, DirectoryGlob glob)
    {
        var shown = DisplayText.Line(pattern.Text);
        var ignored = _request.IgnoredFolders.Where(f => glob.Matches(f) && f.FileName != "node_modules" && _request.Files.FileExists(f.Combine(PackageManifest.FileName))).ToArray();
        if (ignored.Length > 0)
        {
            yield return ManifestCheckCodes.Members.At(pattern.Location, $"The pattern '{shown}' makes members of {string.Join(", ", ignored)}, which git ignores: no release sees them. Take them out of .gitignore, or out of the workspace.");
        }
        else if (!Array.Exists(_folders, glob.Matches))
        {
            yield return ManifestCheckCodes.Members.At(pattern.Location, $"The pattern '{shown}' fits no folder with a package.json. Correct or remove it.");
        }
    }

    private IEnumerable<MemberPattern> Read(RelativePath folder)
    {
        var definition = folder.Combine(PnpmWorkspaceFile.FileName);
        if (_request.In(folder).Contains(definition))
        {
            return PnpmWorkspaceFile.Read(_request.Files, definition, [])?.Packages ?? [];
        }

        var file = folder.Combine(PackageManifest.FileName);
        if (!_request.In(folder).Contains(file) || new ManifestCache(_request.Files).Read(file) is not { } manifest)
        {
            return [];
        }

        var list = manifest.Root["workspaces"] as JsonArraySyntax ?? manifest.Root["workspaces"]?.FindArray("packages");
        return list is null ? [] : list.Items.OfType<JsonStringSyntax>().Select(item => new MemberPattern(item.Value, manifest.Locate(item)));
    }

    private static IEnumerable<RelativePath> Upwards(RelativePath folder)
    {
        for (; !folder.IsRoot; folder = folder.Parent)
        {
            yield return folder;
        }

        yield return RelativePath.Root;
    }
}
