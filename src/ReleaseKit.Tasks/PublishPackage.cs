using Microsoft.Build.Framework;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Uploads a package's artifacts with its ecosystem's client, unless the registry serves these very bytes already.</summary>
[MSBuildMultiThreadableTask]
public sealed class PublishPackage : PackageTask
{
    /// <summary>The artifacts that <see cref="BuildPackage"/> gave.</summary>
    [Required]
    public ITaskItem[] Artifacts { get; set; } = [];

    /// <summary>Whether anything was uploaded.</summary>
    [Output]
    public bool Uploaded { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var package = Package(session);
        Uploaded = await Publication(session, package).PublishAsync(FromItems(Artifacts), cancellationToken);
        Say(Uploaded
            ? $"{package.Id.Name} {package.Version} -> {package.Endpoint.Registry}"
            : $"{package.Id.Name} {package.Version} is on {package.Endpoint.Registry} already, with the same content");
    }
}
