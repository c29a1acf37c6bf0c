using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Effects;

/// <summary>Uploads the artifacts of one package.</summary>
/// <param name="Package">The package.</param>
/// <param name="Version">The version, as its ecosystem writes it.</param>
/// <param name="Registry">The address uploads go to.</param>
/// <param name="FileNames">Names of the artifacts; empty when they are not built yet.</param>
public sealed record Upload(PackageId Package, string Version, Uri Registry, ImmutableArray<string> FileNames) : Effect
{
    /// <summary>The address is shown without user information, query and fragment, which may hold a credential.</summary>
    public override string Describe()
    {
        var address = Registry.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        var files = string.Concat(FileNames.Select(file => $"\n  {DisplayText.Line(file)}"));
        return $"upload {DisplayText.Line(Package.ToString())} {DisplayText.Line(Version)} to {address}{files}";
    }
}
