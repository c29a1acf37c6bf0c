using System.Security;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>
/// Tells MinVer the version that is released, because the tag is made when the package is live: a file beside the workspace's own,
/// which every project of the pack imports, and which speaks to those with the same tags. Others have theirs already.
/// </summary>
internal static class MinVerOverride
{
    /// <summary>The arguments of <c>dotnet pack</c>; none for a package whose version is in a file.</summary>
    public static IEnumerable<string> Arguments(PackageContext package)
    {
        if (package.VersionTag.Length == 0 || !package.VersionTag.EndsWith(package.Version, StringComparison.Ordinal))
        {
            yield break;
        }

        var file = Path.Combine(WorkFolders.Empty(package, "minver"), "MinVerOverride.targets");
        var prefix = package.VersionTag[..^package.Version.Length];
        File.WriteAllText(file, $"""
            <Project>
              <PropertyGroup>
                <_ReleaseMinVerTagPrefix>{SecurityElement.Escape(prefix)}</_ReleaseMinVerTagPrefix>
                <MinVerVersionOverride Condition="'$(MinVerTagPrefix)' == '$(_ReleaseMinVerTagPrefix)'">{SecurityElement.Escape(package.Version)}</MinVerVersionOverride>
              </PropertyGroup>
            </Project>

            """);
        yield return $"-p:CustomAfterMicrosoftCommonTargets={file}";
        yield return $"-p:CustomAfterMicrosoftCommonCrossTargetingTargets={file}";
    }
}
