using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.DotNet;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.DotNet;

/// <summary>A workspace of .NET projects on disk, written file by file.</summary>
internal sealed class DotNetTree : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);

    public string Root => _scratch.Path;

    public IProcessRunner Processes { get; init; } = new NoProcesses();

    public DotNetTree File(string path, string text)
    {
        _scratch.Write(path, text);
        _files.Add(path);
        return this;
    }

    public DotNetTree Project(string path, string properties = "", string items = "") => File(path, Shapes.Project(properties, items));

    public DotNetWorkspace Adapter() => new("nuget", Processes, new SnapshotEnvironment(new Dictionary<string, string>()));

    public async Task<ImmutableArray<Package>> DiscoverAsync(string root = "", Func<RelativePath, bool>? excluded = null)
    {
        var request = new DiscoveryRequest(
            new WorkspaceFileSystem(_scratch.Path), [.. _files.Select(RelativePath.Parse)], RelativePath.Parse(root), excluded ?? (_ => false));
        return await Adapter().DiscoverAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<Package> DiscoverOneAsync() => (await DiscoverAsync()).ShouldHaveSingleItem();

    public string Read(string path) => System.IO.File.ReadAllText(_scratch.File(path));

    /// <summary>Applies changes to a file as the product would, and writes it.</summary>
    public string Edit(string path, params ManifestChange[] changes)
    {
        var source = new SourceText(path, Read(path));
        var edited = source.With(Adapter().Edit(source, changes)).Text;
        _scratch.Write(path, edited);
        return edited;
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>A machine without any client.</summary>
    private sealed class NoProcesses : IProcessRunner
    {
        public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken) =>
            throw new Core.Diagnostics.ReleaseException(Core.Diagnostics.ToolCodes.Missing.Create($"There is no {request.FileName} here."));

        public string? Find(string name) => null;
    }
}
