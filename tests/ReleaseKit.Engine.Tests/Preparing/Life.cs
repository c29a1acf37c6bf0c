using System.Collections.Immutable;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>
/// The life of one run. It dies before a chosen effect: a command of git that changes something, or a request that does. From then
/// on nothing of it reaches the world any more, as little as of a process that was killed: no cleaning up either. A dead run has no
/// memory, so being killed after an effect is being killed before the next one.
/// </summary>
/// <param name="end">The effect before which it dies, from 1; 0 for none.</param>
internal sealed class Life(int end)
{
    /// <summary>What changes refs, indexes or work trees. Objects that nothing leads to are no effect, and neither is a file of a throw-away tree.</summary>
    private static readonly ImmutableHashSet<string> Commands = ["update-index", "commit", "cherry-pick", "push", "tag", "reset", "checkout", "update-ref"];

    private readonly Lock _lock = new();
    private bool _isOver;

    /// <summary>The effects that it had.</summary>
    public List<string> Effects { get; } = [];

    /// <summary>The one that it died of.</summary>
    public string Death { get; private set; } = "";

    /// <summary>Whether another run makes the same a moment earlier, whatever is made on the forge.</summary>
    public bool IsBesideAnother { get; init; }

    public IProcessRunner Wrap(IProcessRunner processes) => new MortalRunner(processes, this);

    public HttpMessageHandler Handler() => new MortalHandler(this);

    private void Live(string? effect)
    {
        lock (_lock)
        {
            if (!_isOver && effect is not null && Effects.Count + 1 == end)
            {
                (_isOver, Death) = (true, effect);
            }

            if (_isOver)
            {
                throw new DeathException();
            }

            if (effect is not null)
            {
                Effects.Add(effect);
            }
        }
    }

    private static string? EffectOf(ProcessRequest request)
    {
        var words = request.Arguments.SkipWhile(a => a.StartsWith('-') || a.Contains('=', StringComparison.Ordinal)).ToArray();
        return words switch
        {
            ["worktree", var what, ..] => what == "add" || request.Arguments.Any(Directory.Exists) ? $"git worktree {what}" : null,
            [var command, ..] when Commands.Contains(command) => $"git {command}",
            _ => null,
        };
    }

    private sealed class MortalRunner(IProcessRunner processes, Life life) : IProcessRunner
    {
        public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
        {
            life.Live(EffectOf(request));
            return processes.RunAsync(request, cancellationToken);
        }

        public Task<ProcessResult> StreamAsync(ProcessRequest request, Func<Stream, bool> read, CancellationToken cancellationToken)
        {
            life.Live(EffectOf(request));
            return processes.StreamAsync(request, read, cancellationToken);
        }

        public string? Find(string name) => processes.Find(name);
    }

    private sealed class MortalHandler(Life life) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            life.Live(request.Method == HttpMethod.Get ? null : $"{request.Method} {request.RequestUri!.AbsolutePath}");
            if (life.IsBesideAnother && request.Method == HttpMethod.Post)
            {
                await request.Content!.LoadIntoBufferAsync(cancellationToken);
                using var same = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(await request.Content.ReadAsByteArrayAsync(cancellationToken)) };
                foreach (var header in request.Headers)
                {
                    same.Headers.TryAddWithoutValidation(header.Key, header.Value);
                }

                same.Content.Headers.ContentType = request.Content.Headers.ContentType;
                (await base.SendAsync(same, cancellationToken)).Dispose();
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
