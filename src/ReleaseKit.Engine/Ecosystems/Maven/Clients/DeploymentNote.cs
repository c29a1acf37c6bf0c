using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>Remembers, in the package's scratch folder, which deployment brought which bytes.</summary>
internal sealed class DeploymentNote(PackageContext package, ImmutableArray<Artifact> artifacts)
{
    private readonly string _path = Path.Combine(package.ScratchDirectory, "central-deployment.txt");

    private readonly string _content = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', artifacts.Select(a => $"{a.FileName} {a.Sha256}").Order(StringComparer.Ordinal).Prepend(package.Endpoint.Registry.ToString())))));

    /// <summary>The id of the deployment of these very bytes; null when there was none.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        File.Exists(_path) && (await File.ReadAllTextAsync(_path, cancellationToken)).Split('\n') is [var content, var id] && content == _content && Guid.TryParse(id, out _) ? id : null;

    /// <summary>Remembers it.</summary>
    public Task WriteAsync(string id, CancellationToken cancellationToken) => File.WriteAllTextAsync(_path, $"{_content}\n{id}", cancellationToken);

    /// <summary>Forgets it.</summary>
    public void Forget() => File.Delete(_path);
}
