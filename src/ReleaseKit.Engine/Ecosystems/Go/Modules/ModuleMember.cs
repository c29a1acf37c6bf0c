using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>A module of the workspace.</summary>
/// <param name="Directory">Its folder.</param>
/// <param name="File">Its <c>go.mod</c>.</param>
/// <param name="Work">The folder of the <c>go.work</c> that uses it; null when none does.</param>
internal sealed record ModuleMember(RelativePath Directory, ModFile File, RelativePath? Work)
{
    /// <summary>Where the file lies.</summary>
    public RelativePath Manifest => Directory.Combine(ModFile.FileName);

    /// <summary>The path of the module, as written.</summary>
    public string Path => File.Path.Text;
}
