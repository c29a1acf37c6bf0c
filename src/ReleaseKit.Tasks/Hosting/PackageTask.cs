using System.Collections.Immutable;
using Microsoft.Build.Framework;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Publishing;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>The base of the stages of one package.</summary>
public abstract class PackageTask : ReleaseTask
{
    /// <summary>
    /// One item, the package's id, with metadata <c>Version</c>, <c>PackageDirectory</c>, <c>Manifest</c>, <c>Registry</c>, <c>Index</c>,
    /// <c>TokenVariables</c> (names, never values), <c>Options</c>, <c>Commit</c> and <c>SourceDateEpoch</c>.
    /// </summary>
    [Required]
    public ITaskItem[] Context { get; set; } = [];

    /// <summary>The commit that is being released.</summary>
    protected string Commit => Context[0].GetMetadata("Commit");

    /// <summary>The package as the adapter sees it.</summary>
    protected PackageContext Package(ReleaseSession session)
    {
        var item = Context[0];
        var names = item.GetMetadata("TokenVariables").Split(';', StringSplitOptions.RemoveEmptyEntries);
        return PackageContextFactory.Create(
            session.Files, OutputPath, PackageId.Parse(item.ItemSpec), item.GetMetadata("Version"),
            RelativePath.Parse(item.GetMetadata("PackageDirectory")), RelativePath.Parse(item.GetMetadata("Manifest")),
            new RegistryEndpoint(new Uri(item.GetMetadata("Registry")), new Uri(item.GetMetadata("Index")), session.Credentials.Find(names)),
            EcosystemSetting.ParseOptions(item.GetMetadata("Options")),
            long.TryParse(item.GetMetadata("SourceDateEpoch"), out var epoch) ? epoch : 0);
    }

    /// <summary>The stages of the package.</summary>
    protected static PackagePublication Publication(ReleaseSession session, PackageContext package) =>
        new(session.Ecosystems[package.Id.Ecosystem], package, session.Time);

    /// <summary>Artifacts as items: absolute path, with metadata <c>Sha256</c>, <c>Sha512</c> and <c>Size</c>.</summary>
    protected static ITaskItem[] ToItems(ImmutableArray<Artifact> artifacts) =>
    [
        .. artifacts.Select(a => new Microsoft.Build.Utilities.TaskItem(a.Path, new Dictionary<string, string>
        {
            ["Sha256"] = a.Sha256,
            ["Sha512"] = a.Sha512,
            ["Size"] = a.Size.ToString(),
        })),
    ];

    /// <summary>Artifacts from items that <see cref="ToItems"/> made.</summary>
    protected static ImmutableArray<Artifact> FromItems(ITaskItem[] items) =>
    [
        .. items.Select(i => new Artifact(
            Path.GetFileName(i.ItemSpec), i.ItemSpec, long.Parse(i.GetMetadata("Size")), i.GetMetadata("Sha256"), i.GetMetadata("Sha512"))),
    ];
}
