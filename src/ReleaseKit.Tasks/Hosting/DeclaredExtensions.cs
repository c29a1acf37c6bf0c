using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
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

    /// <summary>The item that says how a CI service is told of diagnostics.</summary>
    public const string AnnotationsKind = "annotations";

    private const string PackageKind = "package";
    private const string EcosystemKind = "ecosystem";

    /// <summary>What these items add to the adapters of the build.</summary>
    public static ReleaseExtensions Of(ReleaseTask task, EcosystemServices services) => new()
    {
        Packages = [.. Items(task, PackageKind).Select(item => DeclaredItem.Create(item.ItemSpec, Metadata(item)))],
        Adapters = [.. Items(task, EcosystemKind).Select(item => Load(task, item).Create(item.ItemSpec, item.GetMetadata("Type"), services))],
    };

    /// <summary>The items that the project of a package needs to have: those without which there is no adapter for it.</summary>
    public static IEnumerable<ITaskItem> For(ITaskItem[] settings, Package package) => settings.Where(item => item.GetMetadata(Kind) switch
    {
        PackageKind => package.Ecosystem == CustomEcosystem.Id && RelativePath.TryParse(item.ItemSpec, out var directory) && directory == package.Directory,
        EcosystemKind => item.ItemSpec == package.Ecosystem,
        _ => false,
    }).Take(1).Concat(settings.Where(item => item.GetMetadata(Kind) == AnnotationsKind && item.GetMetadata("Value").Length > 0));

    /// <summary>All that a project says of an item, in ordinal order of names.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Metadata(ITaskItem item) =>
        item.CloneCustomMetadata().Keys.Cast<string>().Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, item.GetMetadata(name)));

    private static IEnumerable<ITaskItem> Items(ReleaseTask task, string kind) => task.Settings.Where(item => item.GetMetadata(Kind) == kind);

    /// <summary>The assembly of an item, loaded once in each process of a build.</summary>
    private static ExtensionAssembly Load(ReleaseTask task, ITaskItem item)
    {
        if (item.GetMetadata("Assembly") is not { Length: > 0 } written)
        {
            throw new ReleaseException(ExtensionCodes.Assembly.Create($"The ReleaseEcosystem item '{item.ItemSpec}' has no Assembly. Write the path of the assembly and the Type of its factory."));
        }

        var path = Path.GetFullPath(written, item.GetMetadata("ProjectDirectory") is { Length: > 0 } folder ? folder : task.WorkspaceRoot);
        var key = $"releasekit-extension:{path}";
        if (task.BuildEngine4.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is ExtensionAssembly known)
        {
            return known;
        }

        var loaded = ExtensionAssembly.Load(path);
        task.BuildEngine4.RegisterTaskObject(key, loaded, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return loaded;
    }
}
