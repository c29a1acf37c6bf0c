using Microsoft.Build.Framework;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Composition;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Custom;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>
/// The items <c>ReleasePackage</c> and <c>ReleaseEcosystem</c> of a project, which come to every task beside the overrides of
/// configuration keys.
/// </summary>
internal static class DeclaredExtensions
{
    /// <summary>The metadata that tells such items from overrides; empty for these.</summary>
    public const string Kind = "Kind";

    /// <summary>An item that declares a package.</summary>
    public const string PackageKind = "package";

    /// <summary>What these items add to the adapters of the build.</summary>
    public static ReleaseExtensions Of(ITaskItem[] settings) => new() { Packages = [.. Items(settings, PackageKind)] };

    /// <summary>The items that the project of a package needs to have: those without which there is no adapter for it.</summary>
    public static IEnumerable<ITaskItem> For(ITaskItem[] settings, Package package) => settings.Where(item => item.GetMetadata(Kind) switch
    {
        PackageKind => package.Ecosystem == CustomEcosystem.Id && RelativePath.TryParse(item.ItemSpec, out var directory) && directory == package.Directory,
        _ => false,
    }).Take(1);

    /// <summary>All that a project says of an item, in ordinal order of names.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Metadata(ITaskItem item) =>
        item.CloneCustomMetadata().Keys.Cast<string>().Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, item.GetMetadata(name)));

    private static IEnumerable<DeclaredItem> Items(ITaskItem[] settings, string kind) => settings
        .Where(item => item.GetMetadata(Kind) == kind)
        .Select(item => DeclaredItem.Create(item.ItemSpec, Metadata(item)));
}
