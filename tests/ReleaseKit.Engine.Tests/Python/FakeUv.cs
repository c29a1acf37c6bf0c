using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Tests.Python;

/// <summary>A machine that has uv and a python3 without modules: remembers what uv was asked and answers as told.</summary>
internal sealed class FakeUv(Func<ProcessRequest, ProcessResult> answer) : IProcessRunner
{
    public const string Uv = "/opt/bin/uv";

    public List<ProcessRequest> Requests { get; } = [];

    public string? Find(string name) => name switch
    {
        "uv" => Uv,
        "python3" => "/opt/bin/python3",
        _ => null,
    };

    public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        if (request.FileName != Uv && request.Arguments[0] == "-c")
        {
            return Task.FromResult(new ProcessResult(request.Arguments.Length > 2 ? 3 : 0, "", ""));
        }

        Requests.Add(request);
        return Task.FromResult(answer(request));
    }
}
