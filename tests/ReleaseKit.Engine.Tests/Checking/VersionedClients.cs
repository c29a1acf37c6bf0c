using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Tests.Checking;

/// <summary>A machine with just these clients, which can do nothing but tell their versions.</summary>
internal sealed class VersionedClients(params (string Name, string Says)[] clients) : IProcessRunner
{
    public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ProcessResult(0, clients.First(c => c.Name == request.FileName).Says + "\n", ""));

    public string? Find(string name) => clients.Any(c => c.Name == name) ? "/usr/bin/" + name : null;
}
