using System.Net;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Scheduling;
using ReleaseKit.Engine.Tests.Http;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Scheduling;

/// <summary>How people and registries hold a run, and let it go on.</summary>
public sealed class SteeringTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly ManualTime _time = new();
    private readonly List<string> _said = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task StagesWaitWhileThereIsAPauseAndItIsSaidOnce()
    {
        var pause = new PausePoint(_scratch.Path, _time);
        await pause.WaitAsync(_said.Add, Token);
        _said.ShouldBeEmpty();
        pause.Begin();
        pause.Begin();
        var looks = 0;
        using var timer = _time.CreateTimer(_ => { looks++; pause.End(); }, null, TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan);
        await _time.RunAsync(async () =>
        {
            await Task.WhenAll(pause.WaitAsync(_said.Add, Token), pause.WaitAsync(_said.Add, Token));
            return 0;
        });
        looks.ShouldBe(1);
        _said.Count.ShouldBe(2);
        _said[0].ShouldStartWith("Paused: what began goes on, nothing else begins.");
        _said[1].ShouldBe("The pause is over.");
        File.Exists(_scratch.File("pause.said")).ShouldBeFalse();
    }

    [Fact]
    public void WhatIsNotThereCanBeEndedAndForgotten()
    {
        var pause = new PausePoint(_scratch.File("no", "such", "folder"), _time);
        pause.End();
        pause.Forget();
        new StopRequest(_scratch.File("no", "such", "folder")).Clear();
        Directory.Exists(_scratch.File("no")).ShouldBeFalse();
    }

    [Fact]
    public async Task APauseEndsWithTheRunThatIsCancelled()
    {
        var pause = new PausePoint(_scratch.Path, TimeProvider.System);
        pause.Begin();
        using var cancel = new CancellationTokenSource();
        var waiting = pause.WaitAsync(_said.Add, cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task ARequestToStopAtOnceCountsOnlyWhenTheRunStops()
    {
        var request = new StopRequest(_scratch.Path);
        request.Make();
        using var stopping = new CancellationTokenSource();
        using var finished = new CancellationTokenSource();
        var stopped = new TaskCompletionSource();
        var watch = request.WatchAsync(stopped.SetResult, TimeProvider.System, stopping.Token, finished.Token);
        stopped.Task.IsCompleted.ShouldBeFalse();
        await stopping.CancelAsync();
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await watch;
        request.Clear();
        request.IsMade.ShouldBeFalse();
    }

    [Fact]
    public async Task WithoutARequestTheWatchEndsWithTheStage()
    {
        using var stopping = new CancellationTokenSource();
        using var finished = new CancellationTokenSource();
        var watch = new StopRequest(_scratch.Path).WatchAsync(() => Assert.Fail("nobody asked"), TimeProvider.System, stopping.Token, finished.Token);
        await finished.CancelAsync();
        await watch.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task WhoeverEndsTheProcessWaitsForUploads()
    {
        var uploads = new RunningUploads();
        uploads.Finish();
        var first = uploads.Begin();
        var second = uploads.Begin();
        var finish = Task.Run(uploads.Finish, Token);
        first.Dispose();
        finish.IsCompleted.ShouldBeFalse();
        second.Dispose();
        await finish.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task ARegistryThatAsksToBeLeftAloneIsPassedOn()
    {
        var asked = new List<(Uri Registry, DateTimeOffset Until)>();
        using var transport = new ScriptedTransport(
            ScriptedTransport.Status(HttpStatusCode.TooManyRequests, r => r.Headers.Add("Retry-After", "30")), ScriptedTransport.Status(HttpStatusCode.OK));
        using var http = RegistryHttp.Create(_time, transport, () => 0.5, (registry, until) =>
        {
            asked.Add((registry, until));
            return Task.CompletedTask;
        });
        var start = _time.GetUtcNow();
        (await _time.RunAsync(() => http.FindAsync(new Uri("https://registry.test/x"), null, Token))).ShouldNotBeNull();
        asked.ShouldBe([(new Uri("https://registry.test/x"), start.AddSeconds(30))]);
        _time.Steps.ShouldContain(TimeSpan.FromSeconds(30));
    }
}
