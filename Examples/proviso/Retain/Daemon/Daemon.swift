import ArgumentParser
import CoreMetrics
import Dispatch
import Logging
import Proviso
import ServiceLifecycle
import Shared
import Synchronization
import UnixSignals

extension RetainCommand {
    struct Daemon: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "daemon",
            abstract:
                "Sweeps at an interval until it gets SIGTERM or SIGINT, with a log line and metrics for each sweep.",
            discussion: """
                A signal lets it finish the batch that is under way, write its certificates and let go of the store; it then \
                ends with 0. A sweep that fails is told, counted, and tried again at the next interval: what fails must not \
                keep other items from going in time. While another process sweeps, or was killed in a sweep less than five \
                minutes ago, it tries again within a minute. The store, the keys and the signing key are read for each \
                sweep anew.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions
        @OptionGroup var certifying: CertifyingOptions

        @Option(
            help: ArgumentHelp(
                "How long it waits from the end of a sweep to the next: a number with s, m, h or d, from 1s to 7d; 1h unless given.",
                valueName: "INTERVAL"))
        var every: String?

        @Option(
            help: ArgumentHelp(
                "Write the metrics into this file after each sweep, as Prometheus reads them.", valueName: "FILE"))
        var metricsFile: String?

        func answer(_ time: TimeSource) throws -> Answer {
            let interval = try interval()
            let job = try certifying.job(place, time)
            // What is wrong from the beginning is told like in any other command.
            try job.check(metricsFile)

            LoggingSystem.bootstrap { label in StreamLogHandler(label: label, stream: StandardError()) }
            let metrics = TextMetrics()
            MetricsSystem.bootstrap(metrics)
            let sweepMetrics = SweepMetrics()
            let file = metricsFile.map { MetricsFile($0, metrics) }
            try file?.write()
            let service = SweepService(
                every: interval, metrics: sweepMetrics, file: file, logger: Logger(label: "proviso.retain"),
                summarize: { try job.summary() },
                sweeping: { isEnding in try job.sweep(isEnding) })
            try Self.run(service)
            return Self.answer(service.totals)
        }

        private func interval() throws(Ending) -> Duration {
            guard let every else { return .seconds(3600) }
            let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
            let longest = 7 * 86_400
            guard let unit = every.last.flatMap({ units[$0] }), every.utf8.dropLast().allSatisfy({ 0x30...0x39 ~= $0 }),
                let number = Int(every.dropLast()), (1...longest).contains(number), number * unit <= longest
            else {
                // After 31 days without a sweep, a store asks whether its clock is right.
                throw .usage(
                    "--every '\(Ending.quoted(every))' is no interval",
                    remedy: "write a number with s, m, h or d, from 1s to 7d, such as 15m")
            }
            return .seconds(number * unit)
        }

        /// Runs a service to its end. The thread that waits is the main one, which has nothing else to do, so that no other command
        /// needs what runs tasks.
        private static func run(_ service: SweepService) throws {
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: [.init(service: service)], gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: {
                        // The group's own lines would stand between those of sweeps.
                        var logger = Logger(label: "proviso.service")
                        logger.logLevel = .critical
                        return logger
                    }()))
            let result = Mutex<Result<Void, any Error>>(.success(()))
            let end = DispatchSemaphore(value: 0)
            Task.detached {
                do {
                    try await group.run()
                } catch {
                    result.withLock { $0 = .failure(error) }
                }
                end.signal()
            }
            end.wait()
            try result.withLock { $0 }.get()
        }

        private static func answer(_ totals: SweepService.Totals) -> Answer {
            Answer(
                [
                    "\(totals.sweepCount) sweeps, of which \(totals.failedSweepCount) failed: \(totals.certifiedCount) items"
                        + " certified, \(totals.failureCount) failures."
                ],
                [
                    "sweeps": .number(totals.sweepCount), "failed-sweeps": .number(totals.failedSweepCount),
                    "certified": .number(totals.certifiedCount), "failures": .number(totals.failureCount),
                ])
        }
    }
}
