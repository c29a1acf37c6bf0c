using System.Collections.Immutable;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Tests.Publishing;

/// <summary>A registry whose answers a test writes down; the stages of a publication are what is tested.</summary>
internal sealed class ScriptedRegistry : IRegistry, IPackager, IPublisher, IConsumer
{
    public PublishedVersion? Published { get; set; }

    public byte[] Served { get; set; } = [];

    public int Builds { get; private set; }

    public int Uploads { get; private set; }

    public RegistryEndpoint Default { get; } = new(new Uri("https://registry.test/"), new Uri("https://registry.test/"), null);

    public ImmutableArray<string> TokenVariables => ["TOKEN"];

    public Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(Published);

    public Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(Published is not null);

    public Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken) =>
        File.WriteAllBytesAsync(destination, Served, cancellationToken);

    public Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken) =>
        Task.FromResult(Artifact.FromFile(downloadedPath).Sha512 == built.Sha512);

    public Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<MissingTool>.Empty);

    public Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        Builds++;
        var path = Path.Combine(package.ArtifactsDirectory, "x-1.0.0.tgz");
        File.WriteAllText(path, $"build {Builds}");
        return Task.FromResult(ImmutableArray.Create(Artifact.FromFile(path)));
    }

    public Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        Uploads++;
        Serve(File.ReadAllBytes(artifacts[0].Path));
        return Task.CompletedTask;
    }

    public void Serve(byte[] bytes)
    {
        Served = bytes;
        Published = new PublishedVersion("1.0.0", [new PublishedFile("x-1.0.0.tgz", new Uri("https://registry.test/x"))]);
    }

    public Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken) =>
        Task.FromResult("loaded");

    public string InstallCommand(PackageContext package) => "install x";
}
